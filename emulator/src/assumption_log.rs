//! Records the assumptions behind one answer.

use crate::assumptions::{ASSUMPTIONS, Assumption, Assumptions};
use std::cell::Cell;

/// The assumptions, and which of them were consulted.
pub(crate) struct AssumptionLog {
    assumptions: Assumptions,
    consulted: Cell<u64>,
}

impl AssumptionLog {
    pub(crate) fn new(assumptions: Assumptions) -> Self {
        Self { assumptions, consulted: Cell::new(0) }
    }

    /// Records that the answer depends on an assumption, and returns whether it holds.
    pub(crate) fn consult(&self, assumption: Assumption) -> bool {
        self.consulted.set(self.consulted.get() | 1 << assumption as u64);
        self.assumptions.holds(assumption)
    }

    /// Returns all assumptions. Where every answer of a kind rests on one, naming it would say nothing.
    pub(crate) const fn assumptions(&self) -> Assumptions {
        self.assumptions
    }

    /// Returns the names of the assumptions that were consulted.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let consulted = self.consulted.get();
        if consulted == 0 {
            return Vec::new();
        }
        ASSUMPTIONS.iter().enumerate().filter(|(index, _)| consulted & (1 << index) != 0).map(|(_, entry)| entry.name).collect()
    }
}
