//! Holds the state that all connections share.

use super::clock::Clock;
use super::guard::Guard;
use super::limits::Limits;
use super::log::Log;
use super::store_reports::StoreReports;
use super::{Kind, reply::Dropped};
use crate::assumptions::UnknownAssumption;
use crate::engine::Engine;
use crate::store::Store;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// The number of concurrent writes to the file. They share a wait for the disk; each takes one of tokio's 512 threads for work that blocks.
const WRITES: usize = 64;

/// Other writes took too long.
#[derive(Debug)]
pub(super) struct Busy;

/// The state that all connections share.
pub(super) struct Shared<S> {
    pub(super) engine: Arc<Engine<S>>,
    pub(super) kind: Kind,
    /// As at the start.
    assumptions: Vec<(String, bool)>,
    pub(super) limits: Limits,
    pub(super) guard: Guard,
    pub(super) clock: Clock,
    pub(super) log: Log,
    /// Requests that never came to the engine, for their ids.
    pub(super) refused: AtomicU64,
    pub(super) reports: StoreReports,
    writes: Arc<Semaphore>,
    /// Becomes true when the server stops.
    stops: watch::Receiver<bool>,
}

impl<S: Store + 'static> Shared<S> {
    pub(super) fn new(
        engine: Arc<Engine<S>>,
        kind: Kind,
        assumptions: Vec<(String, bool)>,
        limits: Limits,
        guard: Guard,
        stops: watch::Receiver<bool>,
    ) -> Self {
        Self {
            engine,
            kind,
            assumptions,
            limits,
            guard,
            clock: Clock::default(),
            log: Log::default(),
            refused: AtomicU64::new(0),
            reports: StoreReports::default(),
            writes: Arc::new(Semaphore::new(WRITES)),
            stops,
        }
    }

    /// Switches the assumptions as at the start.
    pub(super) fn apply_assumptions(&self) -> Result<(), UnknownAssumption> {
        self.assumptions.iter().try_for_each(|(name, enabled)| self.engine.set_assumption(name, *enabled))
    }

    /// Comes about when the server stops.
    pub(super) async fn stopped(&self) {
        // An error says that the server is gone already.
        let _ = self.stops.clone().wait_for(|stopping| *stopping).await;
    }

    /// Waits for a turn to write. A write that waits has no thread, so that reads and checks go on however many wait.
    pub(super) async fn turn_to_write(&self) -> Result<Option<OwnedSemaphorePermit>, Busy> {
        match self.kind {
            Kind::Memory => Ok(None),
            Kind::Sqlite => match tokio::time::timeout(self.limits.write_wait, Arc::clone(&self.writes).acquire_owned()).await {
                Ok(Ok(turn)) => Ok(Some(turn)),
                _ => Err(Busy),
            },
        }
    }

    /// Does what may wait for the disk where it keeps no connection waiting. Once begun it is done, even if the client is gone meanwhile.
    pub(super) async fn work<T: Send + 'static>(self: Arc<Self>, work: impl FnOnce(&Self) -> T + Send + 'static) -> Result<T, Dropped> {
        match self.kind {
            Kind::Memory => Ok(work(&self)),
            // It fails only where the work panics or the program ends.
            Kind::Sqlite => tokio::task::spawn_blocking(move || work(&self)).await.map_err(|_| Dropped),
        }
    }
}
