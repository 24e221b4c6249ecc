//! What a request comes to: who asks, whether they may, and what its operation answers.

use crate::assumptions::Assumption;
use crate::call::Call;
use crate::caller::{self, Caller};
use crate::grounds::Grounds;
use crate::idempotency::{self, KEY_CHARACTERS, Written};
use crate::log::shown_path;
use crate::operation::Operation;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::response::Outcome;
use crate::store::Store;
use crate::sweeping::sweep;
use crate::version::is_version;
use crate::who::Who;
use crate::world::{SECRET_WRITE, World};

/// What came out, and what has to be told besides.
pub(crate) struct Judged {
    pub(crate) outcome: Outcome,
    pub(crate) caller: Option<Caller>,
    pub(crate) replayed: bool,
}

impl From<Outcome> for Judged {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, caller: None, replayed: false }
    }
}

impl From<Refusal> for Judged {
    fn from(refusal: Refusal) -> Self {
        Outcome::Refused(refusal).into()
    }
}

/// Why an operation is not begun.
enum Denied {
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

/// Decides what a request comes to. It is carried out if nothing speaks against it.
pub(crate) fn judge<S: Store>(store: &S, world: &World, request: &Request, who: Option<&Who>, now: u64, grounds: &Grounds) -> Judged {
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
    let (outcome, replayed) = match answer(store, world, operation, request, &caller, now, grounds) {
        Ok((outcome, replayed)) => (outcome, replayed),
        Err(Denied::Refusal(refusal)) => (Outcome::Refused(refusal), false),
        Err(Denied::Permission) if grounds.holds(Assumption::PermissionBody) => (Outcome::Refused(Refusal::permission()), false),
        Err(Denied::Permission) => (Outcome::Empty(403), false),
    };
    Judged { outcome, caller: Some(caller), replayed }
}

fn answer<S: Store>(
    store: &S,
    world: &World,
    operation: Operation,
    request: &Request,
    caller: &Caller,
    now: u64,
    grounds: &Grounds,
) -> Result<Written, Denied> {
    if let Some(version) = request.header("stripe-version")
        && !is_version(version)
        && grounds.holds(Assumption::BadVersion)
    {
        return Err(Refusal::version().into());
    }
    let key = idempotency::key(request);
    if key.is_some_and(|key| key.chars().count() > KEY_CHARACTERS) {
        let refusal = Refusal::idempotency_key(KEY_CHARACTERS);
        return Err(if grounds.holds(Assumption::LongIdempotencyKey) { refusal } else { refusal.about_idempotency() }.into());
    }
    let is_denied =
        !world.is_granted(&caller.app, &caller.account, SECRET_WRITE) && (operation.writes() || !grounds.holds(Assumption::ReadsAreFree));
    if is_denied && grounds.holds(Assumption::PermissionFirst) {
        return Err(Denied::Permission);
    }
    let parameters = Parameters::read(request, operation.parameters(), operation.required(), grounds)?;
    let call = Call { store, caller, world, parameters: &parameters, grounds, now };
    call.check(operation)?;
    if is_denied {
        return Err(Denied::Permission);
    }
    // Only then: what was not let through has not begun. A store that does not sweep at once has its own time for that.
    if S::SWEEPS_AT_ONCE {
        sweep(store, grounds.assumptions(), now).map_err(|_| Refusal::failure())?;
    }
    Ok(match operation {
        Operation::Set => call.set(request.route(), key)?,
        Operation::Delete => call.delete(request.route(), key)?,
        Operation::Find => (call.find().into(), false),
        Operation::List => (call.list().into(), false),
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
