//! A request in, an answer out. It has no clock and does no I/O but that of its store.

use crate::assumption_log::AssumptionLog;
use crate::assumptions::{Assumption, Assumptions, UnknownAssumption};
use crate::attempts::Attempts;
use crate::caller::Caller;
use crate::cors;
use crate::dispatch::Arrival;
use crate::exchange::Exchange;
use crate::expiry::sweep;
use crate::fault::{Fault, Faults};
use crate::id;
use crate::idempotency::{self, KEY_CHARACTERS};
use crate::identity::Identity;
use crate::operation::Operation;
use crate::request::Request;
use crate::response::Outcome;
use crate::seed;
use crate::store::{Store, StoredIdempotencyKey};
use crate::stored_secret::StoredSecret;
use crate::uninstall;
use crate::world::World;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A Secret Store, with the world around it. Several threads may ask it at once.
pub struct Engine<S> {
    store: S,
    start: Arc<World>,
    settings: RwLock<Settings>,
    requests: AtomicU64,
    attempts: Mutex<Attempts>,
}

/// The state that can change while the engine runs.
#[derive(Clone)]
struct Settings {
    /// Shared, so that a request keeps the world it began in without keeping others from changing it.
    world: Arc<World>,
    assumptions: Assumptions,
    faults: Faults,
}

impl<S: Store> Engine<S> {
    /// Creates an engine over this store, in this world.
    pub fn new(store: S, world: World) -> Self {
        let world = Arc::new(world);
        let settings = Settings { world: Arc::clone(&world), assumptions: Assumptions::default(), faults: Faults::default() };
        Self { store, start: world, settings: RwLock::new(settings), requests: AtomicU64::new(0), attempts: Mutex::default() }
    }

    /// Returns the store that has the secrets.
    pub fn store(&self) -> &S {
        &self.store
    }

    // A panic elsewhere leaves the settings whole: each change is one assignment.
    fn settings(&self) -> RwLockReadGuard<'_, Settings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn settings_mut(&self) -> RwLockWriteGuard<'_, Settings> {
        self.settings.write().unwrap_or_else(PoisonError::into_inner)
    }

    // A panic elsewhere leaves the counts usable: the worst is a try too many or too few.
    fn attempts(&self) -> MutexGuard<'_, Attempts> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the current world.
    pub fn world(&self) -> Arc<World> {
        Arc::clone(&self.settings().world)
    }

    /// Changes the world. A store that fails where secrets go with an app is as if it had none.
    pub fn change_world<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let mut settings = self.settings_mut();
        let before = Arc::clone(&settings.world);
        let outcome = change(Arc::make_mut(&mut settings.world));
        let after = Arc::clone(&settings.world);
        let forgets = !settings.assumptions.holds(Assumption::UninstallKeeps);
        drop(settings);
        if forgets {
            uninstall::forget(&self.store, &before, &after);
        }
        outcome
    }

    /// Returns the current assumptions.
    pub fn assumptions(&self) -> Assumptions {
        self.settings().assumptions
    }

    /// Switches an assumption off, or on again.
    ///
    /// # Errors
    /// If no assumption has this name.
    pub fn set_assumption(&self, name: &str, enabled: bool) -> Result<(), UnknownAssumption> {
        self.settings_mut().assumptions.set(name, enabled)
    }

    /// Makes the next requests fail, after the pending faults. The fault must pass [`Fault::check`].
    pub fn fail(&self, fault: Fault) {
        self.settings_mut().faults.0.push_back(fault);
    }

    /// Returns the pending faults.
    pub fn faults(&self) -> Vec<Fault> {
        self.settings().faults.0.iter().cloned().collect()
    }

    /// Removes all faults.
    pub fn stop_failing(&self) {
        self.settings_mut().faults.0.clear();
    }

    /// Returns every secret that has not expired at `now`, with its payload.
    ///
    /// # Errors
    /// When the store fails.
    pub fn stored_secrets(&self, now: u64) -> Result<Vec<StoredSecret>, S::Error> {
        let (world, moment) = (self.world(), self.assumptions().expiry_moment(now));
        let living = self.store.all()?.into_iter().filter(|(_, record)| !record.is_expired(moment));
        Ok(living.map(|(partition, record)| StoredSecret::new(&world, partition, record)).collect())
    }

    /// Deletes what is expired at `now`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sweep(&self, now: u64) -> Result<(), S::Error> {
        sweep(&self.store, self.assumptions(), now)
    }

    /// Keeps the world's own secrets, those that are not there yet and find a place.
    ///
    /// # Errors
    /// When the store fails.
    pub fn seed(&self, now: u64) -> Result<(), S::Error> {
        seed::seed(&self.store, &self.world(), now)
    }

    /// Deletes every secret and puts the world, the assumptions and the faults back to what they were at the start.
    ///
    /// # Errors
    /// When the store fails.
    pub fn reset(&self) -> Result<(), S::Error> {
        self.store.clear()?;
        *self.attempts() = Attempts::default();
        *self.settings_mut() = Settings { world: Arc::clone(&self.start), assumptions: Assumptions::default(), faults: Faults::default() };
        Ok(())
    }

    /// Answers a request at the time `now`, in Unix seconds. The caller is `who`, or the owner of its API key.
    pub fn handle(&self, request: &Request, identity: Option<&Identity>, now: u64) -> Exchange {
        let number = self.requests.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        let request_id = id::request(number, now);
        if request.method == "OPTIONS" {
            let mut exchange =
                Exchange::new(request, Outcome::Empty(200).into(), request_id, None, None, &AssumptionLog::new(self.assumptions()), now);
            exchange.response.headers.extend(cors::allowed_headers(request));
            return exchange;
        }
        let (world, assumptions, has_faults) = {
            let settings = self.settings();
            (Arc::clone(&settings.world), settings.assumptions, !settings.faults.0.is_empty())
        };
        let fault = if has_faults && Operation::of(request).is_some() { self.settings_mut().faults.take(&request.method) } else { None };
        let assumed = AssumptionLog::new(assumptions);
        let mut handled = match &fault {
            Some(fault) if !fault.executes() => fault.outcome().into(),
            _ => {
                Arrival { store: &self.store, world: &world, request, request_id: &request_id, identity, now, assumed: &assumed }.dispatch()
            }
        };
        if let Some(fault) = fault.as_ref().filter(|fault| fault.replaces()) {
            handled.outcome = fault.outcome();
        }
        if handled.caller.is_none() {
            handled.caller = Caller::for_log(&world, request, identity);
        }
        let attempt = self.attempt(request, handled.caller.as_ref(), &assumed);
        Exchange::new(request, handled, request_id, attempt, fault.as_ref(), &assumed, now)
    }

    /// Counts a request, if it has an idempotency key to tell it by.
    fn attempt(&self, request: &Request, caller: Option<&Caller>, assumed: &AssumptionLog) -> Option<u32> {
        let key = idempotency::key(request).filter(|key| key.len() <= KEY_CHARACTERS)?;
        let key = match caller {
            Some(caller) => caller.idempotency_key(key, assumed),
            None => StoredIdempotencyKey { app: String::new(), account: String::new(), livemode: false, key: key.to_owned() },
        };
        Some(self.attempts().count(request.route(), key))
    }
}
