//! Records the assumptions behind one answer.

use crate::assumptions::{ASSUMPTIONS, Assumption, Assumptions};
use std::cell::Cell;

/// The assumptions, and which of them were asked for.
pub(crate) struct AssumptionLog {
    assumptions: Assumptions,
    asked: Cell<u64>,
}

impl AssumptionLog {
    pub(crate) fn new(assumptions: Assumptions) -> Self {
        Self { assumptions, asked: Cell::new(0) }
    }

    /// Returns whether an assumption is enabled. Call it only where the answer depends on it.
    pub(crate) fn holds(&self, assumption: Assumption) -> bool {
        self.asked.set(self.asked.get() | 1 << assumption as u64);
        self.assumptions.holds(assumption)
    }

    /// All of them, for where every answer of a kind would rest on one and naming it would tell nothing.
    pub(crate) const fn assumptions(&self) -> Assumptions {
        self.assumptions
    }

    /// The names of those that were asked for.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let asked = self.asked.get();
        ASSUMPTIONS.iter().enumerate().filter(|(place, _)| asked & (1 << place) != 0).map(|(_, entry)| entry.name).collect()
    }
}
