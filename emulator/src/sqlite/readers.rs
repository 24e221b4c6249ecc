//! The connections that read, each separate from the writer's, so that a reader never waits for a writer's disk.

use rusqlite::Connection;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

pub(super) struct Readers {
    first: Mutex<Connection>,
    others: Vec<Mutex<Connection>>,
    /// Where to look first for a connection that is free.
    turn: AtomicUsize,
}

impl Readers {
    pub(super) fn new(first: Connection, others: impl IntoIterator<Item = Connection>) -> Self {
        Self { first: Mutex::new(first), others: others.into_iter().map(Mutex::new).collect(), turn: AtomicUsize::new(0) }
    }

    /// Returns a connection that is free, or else waits for the one whose turn it is.
    pub(super) fn get(&self) -> MutexGuard<'_, Connection> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % (self.others.len() + 1);
        let in_turn = || self.all().cycle().skip(turn).take(self.others.len() + 1);
        for reader in in_turn() {
            match reader.try_lock() {
                Ok(reader) => return reader,
                Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        in_turn().next().unwrap_or(&self.first).lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Mutex<Connection>> + Clone {
        std::iter::once(&self.first).chain(&self.others)
    }
}
