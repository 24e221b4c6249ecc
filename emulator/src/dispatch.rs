//! What a request comes to: who asks, whether they may, and what its operation answers.

use crate::api_error::ApiError;
use crate::assumption_log::AssumptionLog;
use crate::assumptions::Assumption;
use crate::call::Call;
use crate::caller::{self, Caller};
use crate::expiry::sweep;
use crate::idempotency::{self, KEY_CHARACTERS, Written};
use crate::identity::Identity;
use crate::log::shown_path;
use crate::operation::Operation;
use crate::parameters::Parameters;
use crate::request::Request;
use crate::response::Outcome;
use crate::store::Store;
use crate::version::is_version;
use crate::world::{SECRET_WRITE, World};

/// What came out, and what has to be told besides.
pub(crate) struct Handled {
    pub(crate) outcome: Outcome,
    pub(crate) caller: Option<Caller>,
    pub(crate) replayed: bool,
}

impl From<Outcome> for Handled {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, caller: None, replayed: false }
    }
}

impl From<ApiError> for Handled {
    fn from(error: ApiError) -> Self {
        Outcome::Error(error).into()
    }
}

/// Why an operation is not begun.
enum Denied {
    /// For this reason.
    Error(ApiError),
    /// The app lacks the permission.
    Permission,
}

impl From<ApiError> for Denied {
    fn from(error: ApiError) -> Self {
        Self::Error(error)
    }
}

/// Decides what a request comes to. It is carried out if nothing speaks against it.
pub(crate) fn dispatch<S: Store>(
    store: &S,
    world: &World,
    request: &Request,
    identity: Option<&Identity>,
    now: u64,
    assumed: &AssumptionLog,
) -> Handled {
    let operation = match Operation::of(request) {
        Some(operation) => operation,
        None if caller::key(request).is_some() || assumed.holds(Assumption::RouteBeforeKey) => {
            return ApiError::unknown_route(&request.method, &shown_path(request.route())).into();
        }
        None => return ApiError::no_key().into(),
    };
    let caller = match caller_of(world, request, identity, assumed) {
        Ok(caller) => caller,
        Err(error) => return error.into(),
    };
    let (outcome, replayed) = match answer(store, world, operation, request, &caller, now, assumed) {
        Ok((outcome, replayed)) => (outcome, replayed),
        Err(Denied::Error(error)) => (Outcome::Error(error), false),
        Err(Denied::Permission) if assumed.holds(Assumption::PermissionBody) => (Outcome::Error(ApiError::permission()), false),
        Err(Denied::Permission) => (Outcome::Empty(403), false),
    };
    Handled { outcome, caller: Some(caller), replayed }
}

fn answer<S: Store>(
    store: &S,
    world: &World,
    operation: Operation,
    request: &Request,
    caller: &Caller,
    now: u64,
    assumed: &AssumptionLog,
) -> Result<Written, Denied> {
    if let Some(version) = request.header("stripe-version")
        && !is_version(version)
        && assumed.holds(Assumption::BadVersion)
    {
        return Err(ApiError::version().into());
    }
    let key = idempotency::key(request);
    if key.is_some_and(|key| key.chars().count() > KEY_CHARACTERS) {
        let error = ApiError::idempotency_key(KEY_CHARACTERS);
        return Err(if assumed.holds(Assumption::LongIdempotencyKey) { error } else { error.about_idempotency() }.into());
    }
    let is_denied =
        !world.is_granted(&caller.app, &caller.account, SECRET_WRITE) && (operation.writes() || !assumed.holds(Assumption::ReadsAreFree));
    if is_denied && assumed.holds(Assumption::PermissionFirst) {
        return Err(Denied::Permission);
    }
    let parameters = Parameters::read(request, operation.parameters(), operation.required(), assumed)?;
    let call = Call { store, caller, world, parameters: &parameters, assumed, now };
    call.check(operation)?;
    if is_denied {
        return Err(Denied::Permission);
    }
    // Only then: what was not let through has not begun. A store that does not sweep at once has its own time for that.
    if S::SWEEPS_EAGERLY {
        sweep(store, assumed.assumptions(), now).map_err(|error| ApiError::store(&error))?;
    }
    Ok(match operation {
        Operation::Set => call.set(request.route(), key)?,
        Operation::Delete => call.delete(request.route(), key)?,
        Operation::Find => (call.find().into(), false),
        Operation::List => (call.list().into(), false),
    })
}

fn caller_of(world: &World, request: &Request, identity: Option<&Identity>, assumed: &AssumptionLog) -> Result<Caller, ApiError> {
    let key = caller::key(request).ok_or_else(ApiError::no_key)?;
    let holder;
    let identity = match identity {
        Some(identity) => identity,
        None => {
            holder = world.holder(&key).ok_or_else(|| ApiError::invalid_key(&key))?;
            &holder
        }
    };
    Caller::find(world, identity, request.header("stripe-account").filter(|account| !account.is_empty()), assumed)
}
