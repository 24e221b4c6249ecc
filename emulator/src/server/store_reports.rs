//! Reports a failing store to the log: each reason once, and its recovery.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A reason that comes and goes is logged this often at most.
const QUIET: Duration = Duration::from_secs(60);

/// For this long a failed write says more than a check that succeeded.
const RECENT: Duration = Duration::from_secs(5);

/// Remembers why the store fails.
#[derive(Default)]
pub(super) struct StoreReports(Mutex<State>);

#[derive(Default)]
struct State {
    /// The reason and time of the last failed write; `None` after a success.
    failing: Option<(String, Instant)>,
    /// When each reason was logged.
    logged: BTreeMap<String, Instant>,
}

impl StoreReports {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Logs why a read failed, unless that was logged lately.
    pub(super) fn read_failed(&self, reason: &str) {
        self.state().log(reason);
    }

    /// Logs why a write failed, unless it is why the last one did.
    pub(super) fn write_failed(&self, reason: &str) {
        let mut state = self.state();
        let is_known = state.failing.as_ref().is_some_and(|(known, _)| known == reason);
        state.failing = Some((reason.to_owned(), Instant::now()));
        if !is_known {
            state.log(reason);
        }
    }

    /// Records that a write succeeded.
    pub(super) fn wrote(&self) {
        if self.state().failing.take().is_some() {
            tracing::warn!("The store works again.");
        }
    }

    /// Records that a check wrote its one page. That may fit where a secret does not, so a failure of just now still counts.
    pub(super) fn checked(&self) {
        if self.state().failing.as_ref().is_some_and(|(_, at)| at.elapsed() >= RECENT) {
            self.wrote();
        }
    }

    /// Returns the reason why writes fail; `None` while they succeed.
    pub(super) fn failing(&self) -> Option<String> {
        self.state().failing.as_ref().map(|(reason, _)| reason.clone())
    }
}

impl State {
    fn log(&mut self, reason: &str) {
        let now = Instant::now();
        if self.logged.get(reason).is_none_or(|at| now.duration_since(*at) >= QUIET) {
            self.logged.insert(reason.to_owned(), now);
            tracing::error!("The store failed. {reason}");
        }
    }
}
