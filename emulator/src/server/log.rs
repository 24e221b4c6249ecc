//! Keeps the latest requests for later reads, and passes new ones to listeners.

use crate::log::LogEntry;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// So many are kept.
pub(super) const KEPT: usize = 1_000;

/// A request and its number, which counts up from 1 and never back.
pub(super) struct Logged {
    pub(super) number: u64,
    pub(super) entry: LogEntry,
}

/// The latest requests.
pub(super) struct Log {
    ring: Mutex<Ring>,
    latest: watch::Sender<u64>,
}

#[derive(Default)]
struct Ring {
    last: u64,
    /// The number of times that the requests were forgotten.
    clears: u64,
    kept: VecDeque<Arc<Logged>>,
}

impl Default for Log {
    fn default() -> Self {
        Self { ring: Mutex::default(), latest: watch::Sender::new(0) }
    }
}

impl Log {
    // A panic elsewhere leaves the ring usable: the worst is an entry too many or too few.
    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a request.
    pub(super) fn push(&self, entry: LogEntry) {
        let mut ring = self.ring();
        let number = ring.last.saturating_add(1);
        ring.last = number;
        let oldest = if ring.kept.len() >= KEPT { ring.kept.pop_front() } else { None };
        ring.kept.push_back(Arc::new(Logged { number, entry }));
        drop(ring);
        drop(oldest);
        // A new listener reads the ring first.
        if self.latest.receiver_count() > 0 {
            self.latest.send_replace(number);
        }
    }

    /// Returns the entries with higher numbers than this, oldest first.
    pub(super) fn after(&self, number: u64) -> Vec<Arc<Logged>> {
        let ring = self.ring();
        let first = ring.kept.partition_point(|logged| logged.number <= number);
        ring.kept.range(first..).cloned().collect()
    }

    /// Returns the number of the latest entry.
    pub(super) fn last(&self) -> u64 {
        self.ring().last
    }

    /// Tells when there are new ones. To be asked for before the ring is read.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.latest.subscribe()
    }

    /// Forgets them. The numbers go on.
    pub(super) fn clear(&self) {
        let mut ring = self.ring();
        let forgotten = std::mem::take(&mut ring.kept);
        ring.clears = ring.clears.saturating_add(1);
        drop(ring);
        drop(forgotten);
    }

    /// Returns the number of times that they were forgotten.
    pub(super) fn clears(&self) -> u64 {
        self.ring().clears
    }
}
