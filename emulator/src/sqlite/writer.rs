//! Writes the changes of several threads in one transaction (group commit): one wait for the disk makes all of them durable.
//!
//! The threads make their changes one after the other. A thread that sees another one arriving leaves the transaction open for it, and the
//! last one commits. No change is acknowledged before that.

use super::change::Change;
use super::error::Error;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};
use std::time::{Duration, Instant};

/// The time to wait for another process that is writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// The number of changes in one transaction. It bounds the time until the first of them is acknowledged.
const MOST_CHANGES: usize = 64;

/// The connection that writes.
pub(super) struct Writer {
    state: Mutex<State>,
    /// The threads that will make a change as soon as they have the lock.
    arriving: AtomicUsize,
    /// A transaction has ended.
    ended: Condvar,
}

struct State {
    connection: Connection,
    open: Option<Group>,
}

/// The result of a commit. Each change of the transaction shares it.
type Outcome = Arc<OnceLock<Result<(), Arc<Error>>>>;

/// The changes of the open transaction.
struct Group {
    outcome: Outcome,
    changes: usize,
}

/// The connection, without an open transaction, for as long as this lasts.
pub(super) struct Idle<'a>(MutexGuard<'a, State>);

impl std::ops::Deref for Idle<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0.connection
    }
}

impl Writer {
    pub(super) fn new(connection: Connection) -> Self {
        Self { state: Mutex::new(State { connection, open: None }), arriving: AtomicUsize::new(0), ended: Condvar::new() }
    }

    /// Does `work` as a whole or not at all, and returns when it is durable.
    pub(super) fn change<T>(&self, work: impl FnOnce(&mut Change<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let arrived = Instant::now();
        self.arriving.fetch_add(1, Ordering::SeqCst);
        let mut state = self.lock();
        self.arriving.fetch_sub(1, Ordering::SeqCst);
        let outcome = state.join(arrived)?;
        // A panic may not keep the other changes of the transaction waiting.
        let done = catch_unwind(AssertUnwindSafe(|| state.apply(work)));
        if self.arriving.load(Ordering::SeqCst) == 0 || state.is_full() {
            state.commit();
        }
        if state.open.is_none() {
            self.ended.notify_all();
        }
        let done = match done {
            Ok(done) => done?,
            Err(panic) => {
                drop(state);
                resume_unwind(panic)
            }
        };
        loop {
            match outcome.get() {
                Some(Ok(())) => return Ok(done),
                Some(Err(error)) => return Err(Error::Shared(Arc::clone(error))),
                None => state = self.ended.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Waits for the end of the open transaction.
    pub(super) fn idle(&self) -> Idle<'_> {
        let mut state = self.lock();
        while state.open.is_some() {
            state = self.ended.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        Idle(state)
    }

    /// Returns the connection, if no thread is writing.
    pub(super) fn try_idle(&self) -> Option<Idle<'_>> {
        let state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        state.open.is_none().then_some(Idle(state))
    }

    // A panic leaves the state whole: a change is rolled back, and its transaction ends as any other.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Joins the open transaction, or begins one. The time that a thread waited for the lock counts as patience with other programs, so
    /// that threads that wait in a row do not add up.
    fn join(&mut self, arrived: Instant) -> Result<Outcome, Error> {
        if self.open.is_none() {
            self.connection.busy_timeout(PATIENCE.saturating_sub(arrived.elapsed()))?;
            self.execute("BEGIN IMMEDIATE")?;
        }
        Ok(Arc::clone(&self.open.get_or_insert_with(|| Group { outcome: Outcome::default(), changes: 0 }).outcome))
    }

    /// Makes one change of the transaction. If it fails, the others stay.
    fn apply<T>(&mut self, work: impl FnOnce(&mut Change<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.step("SAVEPOINT change")?;
        match catch_unwind(AssertUnwindSafe(|| work(&mut Change::new(&self.connection)))) {
            Ok(Ok(done)) => {
                self.step("RELEASE change")?;
                self.open.iter_mut().for_each(|group| group.changes += 1);
                Ok(done)
            }
            // After some failures, as of the disk, SQLite has rolled back the whole transaction.
            Ok(Err(error)) if self.connection.is_autocommit() => Err(self.fail(error)),
            failed => {
                // The other changes learn of a failure here. This caller learns of the first one.
                let _ = self.step("ROLLBACK TO change").and_then(|()| self.step("RELEASE change"));
                failed.unwrap_or_else(|panic| resume_unwind(panic))
            }
        }
    }

    fn step(&mut self, statement: &str) -> Result<(), Error> {
        self.execute(statement).map_err(|error| self.fail(error))
    }

    /// Ends the transaction, because none of its changes can be kept.
    fn fail(&mut self, error: Error) -> Error {
        let error = Arc::new(error);
        self.end(Err(Arc::clone(&error)));
        Error::Shared(error)
    }

    fn is_full(&self) -> bool {
        self.open.as_ref().is_some_and(|group| group.changes >= MOST_CHANGES)
    }

    /// Ends the open transaction. Without a change there is nothing to wait for.
    fn commit(&mut self) {
        if let Some(group) = &self.open {
            let is_empty = group.changes == 0;
            let committed = self.execute(if is_empty { "ROLLBACK" } else { "COMMIT" });
            self.end(committed.map_err(Arc::new));
        }
    }

    /// Tells all changes of the transaction how it ended.
    fn end(&mut self, outcome: Result<(), Arc<Error>>) {
        if !self.connection.is_autocommit() {
            let _ = self.execute("ROLLBACK");
        }
        if let Some(group) = self.open.take() {
            let _ = group.outcome.set(outcome);
        }
    }

    fn execute(&self, statement: &str) -> Result<(), Error> {
        self.connection.prepare_cached(statement)?.execute(())?;
        Ok(())
    }
}
