//! What all connections share.

use super::clock::Clock;
use super::limits::Limits;
use super::log::Log;
use super::{Kind, reply::Dropped};
use crate::assumptions::UnknownAssumption;
use crate::engine::Engine;
use crate::store::Store;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use tokio::sync::watch;

/// What all connections share.
pub(super) struct Shared<S> {
    pub(super) engine: Arc<Engine<S>>,
    pub(super) kind: Kind,
    /// As at the start.
    assumptions: Vec<(String, bool)>,
    pub(super) limits: Limits,
    /// Nobody but this machine reaches it.
    pub(super) is_local: bool,
    pub(super) clock: Clock,
    pub(super) log: Log,
    /// Requests that never came to the engine, for their ids.
    pub(super) refused: AtomicU64,
    /// Becomes true when the server stops.
    stops: watch::Receiver<bool>,
}

impl<S: Store + 'static> Shared<S> {
    pub(super) fn new(
        engine: Arc<Engine<S>>,
        kind: Kind,
        assumptions: Vec<(String, bool)>,
        limits: Limits,
        is_local: bool,
        stops: watch::Receiver<bool>,
    ) -> Self {
        let (clock, log, refused) = (Clock::default(), Log::default(), AtomicU64::new(0));
        Self { engine, kind, assumptions, limits, is_local, clock, log, refused, stops }
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

    /// Does what may wait for the disk where it keeps no connection waiting. Once begun it is done, even if the client is gone meanwhile.
    pub(super) async fn work<T: Send + 'static>(self: Arc<Self>, work: impl FnOnce(&Self) -> T + Send + 'static) -> Result<T, Dropped> {
        match self.kind {
            Kind::Memory => Ok(work(&self)),
            // It fails only where the work panics or the program ends.
            Kind::Sqlite => tokio::task::spawn_blocking(move || work(&self)).await.map_err(|_| Dropped),
        }
    }
}
