//! The connections that read, each separate from the writer's, so that a reader never waits for a writer's disk.

use rusqlite::Connection;
use std::cell::Cell;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

pub(super) struct Readers {
    first: Mutex<Connection>,
    others: Vec<Mutex<Connection>>,
}

thread_local! {
    /// The position of the connection that this thread used last. Its pages are likely to be in this processor's cache.
    static LAST: Cell<usize> = const { Cell::new(0) };
}

impl Readers {
    pub(super) fn new(first: Connection, others: impl IntoIterator<Item = Connection>) -> Self {
        Self { first: Mutex::new(first), others: others.into_iter().map(Mutex::new).collect() }
    }

    /// Returns a connection that is free, if possible the one that this thread used last, or else waits for that one.
    pub(super) fn get(&self) -> MutexGuard<'_, Connection> {
        let (count, last) = (self.others.len() + 1, LAST.get());
        for at in (0..count).map(|step| (last + step) % count) {
            let free = match self.at(at).try_lock() {
                Ok(reader) => reader,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => continue,
            };
            LAST.set(at);
            return free;
        }
        self.at(last % count).lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn at(&self, position: usize) -> &Mutex<Connection> {
        position.checked_sub(1).and_then(|other| self.others.get(other)).unwrap_or(&self.first)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Mutex<Connection>> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Readers;
    use rusqlite::Connection;

    fn number(connection: &Connection) -> i64 {
        connection.query_row("PRAGMA user_version", (), |row| row.get(0)).unwrap()
    }

    #[test]
    fn keeps_a_thread_to_the_connection_that_it_used_last() {
        let mut connections = (0..3).map(|number| {
            let connection = Connection::open_in_memory().unwrap();
            connection.pragma_update(None, "user_version", number).unwrap();
            connection
        });
        let readers = Readers::new(connections.next().unwrap(), connections);
        let first = readers.get();
        let second = readers.get();
        assert_eq!((number(&first), number(&second)), (0, 1), "one in use is not given twice");
        drop((first, second));
        assert_eq!(number(&readers.get()), 1);
        std::thread::scope(|scope| scope.spawn(|| assert_eq!(number(&readers.get()), 0)).join()).unwrap();
    }
}
