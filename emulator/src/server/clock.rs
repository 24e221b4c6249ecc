//! The clock: the machine's, and what it was advanced by.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// It can be advanced by so many seconds in all, some 3,000 years.
pub(super) const MOST_ADVANCED: u64 = 100_000_000_000;

/// Returns the time.
#[derive(Default)]
pub(super) struct Clock {
    advanced: AtomicU64,
}

impl Clock {
    /// Returns the time in Unix seconds.
    pub(super) fn now(&self) -> u64 {
        let machine = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        machine.saturating_add(self.advanced())
    }

    /// Returns the seconds that the clock was advanced.
    pub(super) fn advanced(&self) -> u64 {
        self.advanced.load(Ordering::Relaxed)
    }

    /// Advances it; says whether it can be.
    pub(super) fn advance(&self, seconds: u64) -> bool {
        let sum = |advanced: u64| advanced.checked_add(seconds).filter(|sum| *sum <= MOST_ADVANCED);
        self.advanced.fetch_update(Ordering::Relaxed, Ordering::Relaxed, sum).is_ok()
    }

    /// Returns to the machine's time.
    pub(super) fn reset(&self) {
        self.advanced.store(0, Ordering::Relaxed);
    }
}
