//! Counts the attempts of a request. A retry sends the same idempotency key, so only requests with a key can be counted.

use crate::store::StoredIdempotencyKey;
use std::collections::{HashMap, VecDeque};

/// The number of keys whose attempts are counted.
const COUNTED: usize = 1_000;

/// The attempts of the latest idempotency keys.
#[derive(Default)]
pub(crate) struct Attempts {
    counts: HashMap<Key, u32>,
    /// Oldest first.
    order: VecDeque<Key>,
}

/// An idempotency key and the path it was sent to.
type Key = (String, StoredIdempotencyKey);

impl Attempts {
    /// Counts a request, from 1.
    pub(crate) fn count(&mut self, route: &str, key: StoredIdempotencyKey) -> u32 {
        let key = (route.to_owned(), key);
        if let Some(count) = self.counts.get_mut(&key) {
            *count = count.saturating_add(1);
            return *count;
        }
        if self.order.len() >= COUNTED
            && let Some(oldest) = self.order.pop_front()
        {
            self.counts.remove(&oldest);
        }
        self.order.push_back(key.clone());
        self.counts.insert(key, 1);
        1
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempts, COUNTED, StoredIdempotencyKey};

    fn key(key: usize) -> StoredIdempotencyKey {
        StoredIdempotencyKey { app: "app_a".to_owned(), account: "acct_cactus".to_owned(), livemode: false, key: key.to_string() }
    }

    #[test]
    fn counts_each_key_and_path_separately() {
        let mut attempts = Attempts::default();
        let counts = [("/a", 1), ("/a", 2), ("/a", 1), ("/b", 1), ("/a", 1)].map(|(route, number)| attempts.count(route, key(number)));
        assert_eq!(counts, [1, 1, 2, 1, 3]);
    }

    #[test]
    fn drops_the_oldest_keys() {
        let mut attempts = Attempts::default();
        (0..=COUNTED).for_each(|number| assert_eq!(attempts.count("/a", key(number)), 1));
        assert_eq!((attempts.count("/a", key(COUNTED)), attempts.count("/a", key(0))), (2, 1));
        assert_eq!((attempts.counts.len(), attempts.order.len()), (COUNTED, COUNTED));
    }
}
