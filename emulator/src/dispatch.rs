//! Dispatches a request: finds its caller, checks the permission, and runs its operation.

use crate::api_error::ApiError;
use crate::assumption_log::AssumptionLog;
use crate::assumptions::Assumption;
use crate::call::Call;
use crate::caller::{self, Caller};
use crate::expiry::sweep;
use crate::idempotency::{self, KEY_CHARACTERS, Written};
use crate::identity::Identity;
use crate::log::shown_path;
use crate::operation::{HEAD, Operation};
use crate::parameters::Parameters;
use crate::request::Request;
use crate::response::Outcome;
use crate::store::Store;
use crate::version::is_version;
use crate::world::{SECRET_WRITE, World};

/// The answer, with the facts for the log.
pub(crate) struct Handled {
    pub(crate) outcome: Outcome,
    pub(crate) caller: Option<Caller>,
    /// The id of the first request with the same idempotency key, where this is the answer to that one.
    pub(crate) original_request: Option<String>,
}

impl From<Outcome> for Handled {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, caller: None, original_request: None }
    }
}

impl From<ApiError> for Handled {
    fn from(error: ApiError) -> Self {
        Outcome::Error(error).into()
    }
}

/// The reason why an operation does not begin.
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

/// One request, and all that its answer depends on.
pub(crate) struct Arrival<'a, S> {
    pub(crate) store: &'a S,
    pub(crate) world: &'a World,
    pub(crate) request: &'a Request,
    /// The id that the answer has.
    pub(crate) request_id: &'a str,
    /// The identity of the sender; `None` for the owner of its key.
    pub(crate) identity: Option<&'a Identity>,
    /// In Unix seconds.
    pub(crate) now: u64,
    pub(crate) assumed: &'a AssumptionLog,
}

impl<S: Store> Arrival<'_, S> {
    /// Decides what the request comes to, and carries it out if it is allowed.
    pub(crate) fn dispatch(&self) -> Handled {
        let Self { request, assumed, .. } = self;
        let is_known = request.method != HEAD || assumed.consult(Assumption::HeadLikeGet);
        let operation = match Operation::of(request).filter(|_| is_known) {
            Some(operation) => operation,
            None if caller::key(request).is_some() || assumed.consult(Assumption::RouteBeforeKey) => {
                return ApiError::unknown_route(&request.method, &shown_path(request.route())).into();
            }
            None => return ApiError::no_key().into(),
        };
        if let Some(header) = request.contradiction() {
            return ApiError::contradiction(header).into();
        }
        let caller = match caller::of_request(self.world, request, self.identity, assumed) {
            Ok(caller) => caller,
            Err(error) => return error.into(),
        };
        let (outcome, original_request) = match self.answer(operation, &caller) {
            Ok(Written { outcome, original_request }) => (outcome, original_request),
            Err(Denied::Error(error)) => (Outcome::Error(error), None),
            Err(Denied::Permission) if assumed.consult(Assumption::PermissionBody) => (Outcome::Error(ApiError::permission()), None),
            Err(Denied::Permission) => (Outcome::Empty(403), None),
        };
        Handled { outcome, caller: Some(caller), original_request }
    }

    fn answer(&self, operation: Operation, caller: &Caller) -> Result<Written, Denied> {
        let Self { store, world, request, request_id, now, assumed, .. } = *self;
        if let Some(version) = request.header("stripe-version")
            && !is_version(version)
            && assumed.consult(Assumption::BadVersion)
        {
            return Err(ApiError::version().into());
        }
        let key = idempotency::key(request);
        if key.is_some_and(|key| key.chars().count() > KEY_CHARACTERS) {
            let error = ApiError::idempotency_key(KEY_CHARACTERS);
            return Err(if assumed.consult(Assumption::LongIdempotencyKey) { error } else { error.about_idempotency() }.into());
        }
        let is_denied = !world.is_granted(&caller.app, &caller.account, SECRET_WRITE)
            && (operation.writes() || !assumed.consult(Assumption::ReadsAreFree));
        if is_denied && assumed.consult(Assumption::PermissionFirst) {
            return Err(Denied::Permission);
        }
        let parameters = Parameters::read(request, operation.parameters(), operation.required(), assumed)?;
        let call = Call { store, caller, world, parameters: &parameters, assumed, request_id, now };
        let partition = call.check(operation)?;
        if is_denied {
            return Err(Denied::Permission);
        }
        // Only then: what was not let through has not begun. A store that does not sweep at once has its own time for that.
        if S::SWEEPS_EAGERLY {
            sweep(store, assumed.assumptions(), now).map_err(|error| ApiError::store(&error))?;
        }
        Ok(match operation {
            Operation::Set => call.set(&partition, request.route(), key)?,
            Operation::Delete => call.delete(&partition, request.route(), key)?,
            Operation::Find => Written::new(call.find(&partition).into()),
            Operation::List => Written::new(call.list(&partition).into()),
        })
    }
}
