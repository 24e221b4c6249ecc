//! A request in, an answer out. It has no clock and does no I/O but that of its store.

use crate::assumptions::{Assumption, Assumptions, Grounds, UnknownAssumption};
use crate::caller::{self, Caller, Who};
use crate::cors;
use crate::fault::{Delivery, Fault, Faults};
use crate::id;
use crate::log::{LogEntry, shown, shown_answer, shown_headers, shown_path};
use crate::operation::{Call, Operation};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::response::{Outcome, Response};
use crate::store::{KeptKey, Partition, Record, Store};
use crate::stored::Stored;
use crate::tries::Tries;
use crate::world::{SECRET_WRITE, Seed, World};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use stripe_secret_store::rules::SECRETS_IN_SCOPE;
use stripe_secret_store::scope::Scope;

/// How long answers are kept for idempotency keys, in seconds: Stripe keeps them for 24 hours at least.
pub(crate) const KEPT_SECONDS: u64 = 86_400;

/// A Secret Store, with the world around it. Several threads may ask it at once.
pub struct Engine<S> {
    store: S,
    start: Arc<World>,
    settings: RwLock<Settings>,
    requests: AtomicU64,
    tries: Mutex<Tries>,
}

/// What can be changed while it runs.
#[derive(Clone)]
struct Settings {
    /// Shared, so that a request keeps the world it began in without keeping others from changing it.
    world: Arc<World>,
    assumptions: Assumptions,
    faults: Faults,
}

/// A request's answer, how it is to be delivered, and what is told of it.
pub struct Exchange {
    /// The answer.
    pub response: Response,
    /// How much of it is to arrive.
    pub delivery: Delivery,
    /// How long it is to take, in milliseconds.
    pub delay_ms: u64,
    /// What is told of the request.
    pub entry: LogEntry,
}

/// What came out, and what has to be told besides.
struct Judged {
    outcome: Outcome,
    caller: Option<Caller>,
    replayed: bool,
}

impl From<Refusal> for Judged {
    fn from(refusal: Refusal) -> Self {
        Self { outcome: Outcome::Refused(refusal), caller: None, replayed: false }
    }
}

impl<S: Store> Engine<S> {
    /// An engine over this store, in this world.
    pub fn new(store: S, world: World) -> Self {
        let world = Arc::new(world);
        let settings = Settings { world: Arc::clone(&world), assumptions: Assumptions::default(), faults: Faults::default() };
        Self { store, start: world, settings: RwLock::new(settings), requests: AtomicU64::new(0), tries: Mutex::default() }
    }

    /// Where the secrets are.
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
    fn tries(&self) -> MutexGuard<'_, Tries> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The world as it stands.
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
            self.forget_uninstalled(&before, &after);
        }
        outcome
    }

    /// Deletes the secrets of what is no longer installed.
    fn forget_uninstalled(&self, before: &World, after: &World) {
        for account in before.accounts() {
            let realms = |world: &World| -> std::collections::BTreeSet<String> {
                let installed = world.accounts().iter().filter(|known| known.id == account.id).flat_map(|known| known.installations.keys());
                installed.map(|app| world.realm(app)).collect()
            };
            for realm in realms(before).difference(&realms(after)) {
                let users = account.users.iter().map(|user| Scope::User { user: user.id.clone() });
                for scope in users.chain([Scope::Account]) {
                    for livemode in [false, true] {
                        let partition = Partition { realm: realm.clone(), account: account.id.clone(), livemode, scope: scope.clone() };
                        let _ = self.store.write(|tx| {
                            let records = tx.records(&partition)?;
                            records.iter().try_for_each(|record| tx.remove(&partition, record.number))
                        });
                    }
                }
            }
        }
    }

    /// The assumptions as they stand.
    pub fn assumptions(&self) -> Assumptions {
        self.settings().assumptions
    }

    /// Switches an assumption off, or on again.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn assume(&self, name: &str, holds: bool) -> Result<(), UnknownAssumption> {
        self.settings_mut().assumptions.set(name, holds)
    }

    /// Makes the next requests fail, after those that are to fail already. What [`Fault::check`] refuses should not come here.
    pub fn fail(&self, fault: Fault) {
        self.settings_mut().faults.0.push_back(fault);
    }

    /// What is still to fail.
    pub fn faults(&self) -> Vec<Fault> {
        self.settings().faults.0.iter().cloned().collect()
    }

    /// Nothing is to fail any more.
    pub fn stop_failing(&self) {
        self.settings_mut().faults.0.clear();
    }

    /// Everything that is kept and not yet over at `now`, payloads included.
    ///
    /// # Errors
    /// When the store fails.
    pub fn stored(&self, now: u64) -> Result<Vec<Stored>, S::Error> {
        let (world, moment) = (self.world(), self.assumptions().expiry_moment(now));
        let living = self.store.all()?.into_iter().filter(|(_, record)| !record.is_expired(moment));
        Ok(living.map(|(partition, record)| Stored::new(&world, partition, record)).collect())
    }

    /// Deletes what is expired at `now`.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sweep(&self, now: u64) -> Result<(), S::Error> {
        self.store.sweep(self.assumptions().expiry_moment(now), now.saturating_sub(KEPT_SECONDS))
    }

    /// Keeps the world's own secrets, those that are not there yet and find a place: two servers may begin on one file at once.
    ///
    /// # Errors
    /// When the store fails.
    pub fn seed(&self, now: u64) -> Result<(), S::Error> {
        let world = self.world();
        self.store.write(|tx| {
            for Seed { who, name, payload, expires_in } in world.seeds() {
                let scope = who.user.clone().map_or(Scope::Account, |user| Scope::User { user });
                let realm = world.realm(who.app.as_deref().unwrap_or_default());
                let partition = Partition { realm, account: who.account.clone().unwrap_or_default(), livemode: who.livemode, scope };
                let kept = tx.records(&partition)?;
                if kept.len() >= SECRETS_IN_SCOPE || kept.iter().any(|record| record.name == *name) {
                    continue;
                }
                let number = tx.next_number()?;
                let expires_at = expires_in.map(|seconds| now.saturating_add(seconds));
                tx.put(&partition, &Record { number, name: name.clone(), payload: payload.clone(), created: now, expires_at })?;
            }
            Ok(())
        })
    }

    /// Deletes every secret and puts the world, the assumptions and the faults back to what they were at the start.
    ///
    /// # Errors
    /// When the store fails.
    pub fn reset(&self) -> Result<(), S::Error> {
        self.store.clear()?;
        *self.tries() = Tries::default();
        *self.settings_mut() = Settings { world: Arc::clone(&self.start), assumptions: Assumptions::default(), faults: Faults::default() };
        Ok(())
    }

    /// Answers a request at the moment `now`, in Unix seconds, of `who`, or else of who holds its API key.
    pub fn handle(&self, request: &Request, who: Option<&Who>, now: u64) -> Exchange {
        let number = self.requests.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        let request_id = id::request(number, now);
        if request.method == "OPTIONS" {
            let mut exchange = self.exchange(request, Judged::preflight(), request_id, None, &Grounds::new(self.assumptions()), now);
            exchange.response.headers.extend(cors::allowed_headers(request));
            return exchange;
        }
        let has_faults = !self.settings().faults.0.is_empty();
        let fault = if has_faults && Operation::of(request).is_some() { self.settings_mut().faults.take(&request.method) } else { None };
        let (world, assumptions) = {
            let settings = self.settings();
            (Arc::clone(&settings.world), settings.assumptions)
        };
        let grounds = Grounds::new(assumptions);
        let mut judged = match &fault {
            Some(fault) if !fault.executes() => Judged { caller: None, replayed: false, outcome: fault.outcome() },
            _ => self.judge(&world, request, who, now, &grounds),
        };
        if let Some(fault) = fault.as_ref().filter(|fault| fault.replaces()) {
            judged.outcome = fault.outcome();
        }
        if judged.caller.is_none() {
            judged.caller = Caller::told(&world, request, who);
        }
        self.exchange(request, judged, request_id, fault, &grounds, now)
    }

    fn exchange(
        &self,
        request: &Request,
        judged: Judged,
        request_id: String,
        fault: Option<Fault>,
        grounds: &Grounds,
        now: u64,
    ) -> Exchange {
        let Judged { outcome, caller, replayed } = judged;
        let mut response = Response::new(outcome, request_id.clone());
        match request.header("stripe-version").filter(|version| is_version(version)) {
            Some(version) => response.add("stripe-version", version.to_owned()),
            None => response.add("stripe-version", VERSION),
        }
        let key = request.header("idempotency-key").filter(|key| !key.is_empty() && request.method == "POST");
        if let Some(key) = key.filter(|key| key.len() <= KEY_CHARACTERS) {
            response.add("idempotency-key", key.to_owned());
        }
        if replayed {
            response.add("idempotent-replayed", "true");
        }
        if let Some(account) = request.header("stripe-account").filter(|account| account.len() <= KEY_CHARACTERS) {
            response.add("stripe-account", account.to_owned());
        }
        let attempt = key.filter(|key| key.len() <= KEY_CHARACTERS).map(|key| {
            let key = match &caller {
                Some(caller) => caller.kept_key(key, grounds),
                None => KeptKey { app: String::new(), account: String::new(), livemode: false, key: key.to_owned() },
            };
            self.tries().count(request.route(), key)
        });
        let answer = shown_answer(&response.body);
        let assumptions = grounds.names();
        if !assumptions.is_empty() {
            response.add("emulator-assumption", assumptions.join(", "));
        }
        let delay_ms = fault.as_ref().map_or(0, |fault| fault.delay_ms);
        let delivery = fault.as_ref().map_or(Delivery::Whole, |fault| fault.spoil(&mut response));
        let entry = LogEntry {
            time: now,
            who: caller,
            method: request.method.clone(),
            path: shown_path(request.route()),
            parameters: shown(request),
            headers: shown_headers(request),
            status: response.status,
            code: response.code.clone(),
            request_id,
            idempotency_key: key.is_some(),
            attempt,
            replayed,
            fault: fault.as_ref().map(|fault| fault.kind.name()),
            assumptions,
            duration_us: delay_ms.saturating_mul(1_000),
            answer,
        };
        Exchange { response, delivery, delay_ms, entry }
    }

    fn judge(&self, world: &World, request: &Request, who: Option<&Who>, now: u64, grounds: &Grounds) -> Judged {
        let operation = match Operation::of(request) {
            Some(operation) => operation,
            None if caller::key(request).is_some() || grounds.holds(Assumption::RouteBeforeKey) => {
                return Refusal::unknown_route(&request.method, &shown_path(request.route())).into();
            }
            None => return Refusal::no_key().into(),
        };
        let caller = match caller_of(world, request, who, grounds) {
            Ok(caller) => caller,
            Err(refusal) => return refusal.into(),
        };
        let (outcome, replayed) = match self.answer(world, operation, request, &caller, now, grounds) {
            Ok((outcome, replayed)) => (outcome, replayed),
            Err(Denied::Refusal(refusal)) => (Outcome::Refused(refusal), false),
            Err(Denied::Permission) if grounds.holds(Assumption::PermissionBody) => (Outcome::Refused(Refusal::permission()), false),
            Err(Denied::Permission) => (Outcome::Empty(403), false),
        };
        Judged { outcome, caller: Some(caller), replayed }
    }

    fn answer(
        &self,
        world: &World,
        operation: Operation,
        request: &Request,
        caller: &Caller,
        now: u64,
        grounds: &Grounds,
    ) -> Result<(Outcome, bool), Denied> {
        if let Some(version) = request.header("stripe-version")
            && !is_version(version)
            && grounds.holds(Assumption::BadVersion)
        {
            return Err(Refusal::version().into());
        }
        let key = request.header("idempotency-key").filter(|key| !key.is_empty() && operation.writes());
        if key.is_some_and(|key| key.chars().count() > KEY_CHARACTERS) {
            let refusal = Refusal::idempotency_key(KEY_CHARACTERS);
            return Err(if grounds.holds(Assumption::LongIdempotencyKey) { refusal } else { refusal.about_idempotency() }.into());
        }
        let is_denied = !world.is_granted(&caller.app, &caller.account, SECRET_WRITE)
            && (operation.writes() || !grounds.holds(Assumption::ReadsAreFree));
        if is_denied && grounds.holds(Assumption::PermissionFirst) {
            return Err(Denied::Permission);
        }
        let parameters = Parameters::read(request, operation.parameters(), operation.required(), grounds)?;
        let call = Call { store: &self.store, caller, world, parameters: &parameters, grounds, now };
        call.check(operation)?;
        if is_denied {
            return Err(Denied::Permission);
        }
        // Only then: what was not let through has not begun.
        self.sweep_before(now)?;
        Ok(match operation {
            Operation::Set => call.set(request.route(), key)?,
            Operation::Delete => call.delete(request.route(), key)?,
            Operation::Find => (call.find().into(), false),
            Operation::List => (call.list().into(), false),
        })
    }

    fn sweep_before(&self, now: u64) -> Result<(), Refusal> {
        // A store that has its own time for sweeping does nothing here that is not soon done.
        if S::SWEEPS_AT_ONCE { self.sweep(now).map_err(|_| Refusal::failure()) } else { Ok(()) }
    }
}

impl Judged {
    fn preflight() -> Self {
        Self { outcome: Outcome::Empty(200), caller: None, replayed: false }
    }
}

/// Why an operation is not begun.
pub(crate) enum Denied {
    /// For this reason.
    Refusal(Refusal),
    /// The app lacks the permission.
    Permission,
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

/// How many characters an idempotency key may have, by Stripe's reference.
const KEY_CHARACTERS: usize = stripe_secret_store::rules::TOKEN_CHARACTERS as usize;

/// What a request without `Stripe-Version` is answered with: the version that stripe-node 23.1 pins.
const VERSION: &str = "2026-10-28.endive";

/// `2026-10-28`, with or without `.endive`.
pub(crate) fn is_version(version: &str) -> bool {
    let (date, name) = version.split_once('.').map_or((version, None), |(date, name)| (date, Some(name)));
    let is_date = date.len() == 10
        && date.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    is_date
        && name.is_none_or(|name| {
            !name.is_empty() && name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
}

fn caller_of(world: &World, request: &Request, who: Option<&Who>, grounds: &Grounds) -> Result<Caller, Refusal> {
    let key = caller::key(request).ok_or_else(Refusal::no_key)?;
    let holder;
    let who = match who {
        Some(who) => who,
        None => {
            holder = world.holder(&key).ok_or_else(|| Refusal::invalid_key(&key))?;
            &holder
        }
    };
    Caller::find(world, who, request.header("stripe-account").filter(|account| !account.is_empty()), grounds)
}
