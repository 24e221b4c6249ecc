//! Finds the caller of a request in a world, and the secrets that it can access.

use crate::api_error::ApiError;
use crate::assumption_log::AssumptionLog;
use crate::assumptions::Assumption;
use crate::identity::{Claim, Identity};
use crate::request::Request;
use crate::store::{Partition, StoredIdempotencyKey};
use crate::world::{Account, PUBLISHABLE, World};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use std::borrow::Cow;
use stripe_secret_store::scope::Scope;

/// The caller: an app on an account in a mode, and for an extension, its user.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Caller {
    /// The app.
    pub app: String,
    /// The account that installed it.
    pub account: String,
    /// The user of an extension. `None` means the app's backend, which can access every user's secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Live mode rather than test mode.
    pub livemode: bool,
}

/// Reads the API key of a request: `Bearer KEY`, or `Basic …` as curl sends it with `-u KEY:`.
pub(crate) fn key(request: &Request) -> Option<Cow<'_, str>> {
    let (scheme, rest) = request.header("authorization")?.trim().split_once(' ')?;
    let rest = rest.trim();
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        Cow::Borrowed(rest)
    } else if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
        Cow::Owned(pair.split_once(':').map_or(pair.as_str(), |(user, _)| user).to_owned())
    } else {
        return None;
    };
    (!key.is_empty()).then_some(key)
}

/// Finds a header that has a value.
fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.header(name).filter(|value| !value.is_empty())
}

/// Finds the account that `Stripe-Context` or `Stripe-Account` names. A context may be a path that begins with the app's
/// owner, as Stripe writes it for a connected account.
fn named_account<'r>(world: &World, app: &str, request: &'r Request, assumed: &AssumptionLog) -> Result<Option<&'r str>, ApiError> {
    let account = header(request, "stripe-account");
    let Some(context) = header(request, "stripe-context") else { return Ok(account) };
    let (above, target) = context.rsplit_once('/').map_or((None, context), |(above, target)| (Some(above), target));
    if above.is_some_and(|above| world.app(app).is_none_or(|app| app.owner != above)) {
        return Err(ApiError::foreign_account(context));
    }
    if account.is_some_and(|account| account != target) && assumed.consult(Assumption::ContextAndAccount) {
        return Err(ApiError::two_accounts());
    }
    Ok(Some(target))
}

/// Finds out who sends a request: `identity`, or else the holder of its API key.
pub(crate) fn of_request(
    world: &World,
    request: &Request,
    identity: Option<&Identity>,
    assumed: &AssumptionLog,
) -> Result<Caller, ApiError> {
    let key = key(request).ok_or_else(ApiError::no_key)?;
    if key.starts_with(PUBLISHABLE) && assumed.consult(Assumption::PublishableKey) {
        return Err(ApiError::publishable_key());
    }
    let (claim, is_bound) = match identity {
        Some(identity) => (identity.claim(), false),
        None => (world.holder(&key).ok_or_else(|| ApiError::invalid_key(&key))?, true),
    };
    let app = claim.app.or_else(|| world.first_app()).unwrap_or_default();
    let named = named_account(world, app, request, assumed)?;
    // A key of one account works on that account alone.
    if let (true, Some(own), Some(named)) = (is_bound, claim.account, named)
        && own != named
    {
        return Err(ApiError::foreign_account(named));
    }
    Caller::find(world, claim, named, assumed)
}

impl Caller {
    /// Finds the caller on its account: a backend chooses one by `Stripe-Account`, and an extension is on one.
    pub(crate) fn find(world: &World, claim: Claim<'_>, named: Option<&str>, assumed: &AssumptionLog) -> Result<Self, ApiError> {
        let app = claim.app.or_else(|| world.first_app()).unwrap_or_default();
        let is_meant = |id: &&str| claim.account.is_none_or(|account| account == *id);
        let accounts: Vec<_> = world.accounts_of(app, claim.user).filter(is_meant).collect();
        let is_backend = claim.user.is_none();
        let account = match (named, accounts.as_slice()) {
            (Some(account), _) if is_backend || accounts.contains(&account) => account,
            (Some(account), [only]) => {
                if assumed.consult(Assumption::ForeignAccount) {
                    return Err(ApiError::foreign_account(account));
                }
                only
            }
            (Some(account), _) => return Err(ApiError::foreign_account(account)),
            (None, []) => return Err(ApiError::foreign_account(claim.account.unwrap_or("of this key"))),
            (None, [only]) => {
                // A named account is certain; otherwise it is a guess.
                if is_backend && claim.account.is_none() && !assumed.consult(Assumption::OnlyAccount) {
                    return Err(ApiError::which_account());
                }
                only
            }
            (None, _) => {
                assumed.consult(Assumption::OnlyAccount);
                return Err(ApiError::which_account());
            }
        };
        if !world.is_installed(app, account) {
            return Err(ApiError::foreign_account(account));
        }
        Ok(Self { app: app.to_owned(), account: account.to_owned(), user: claim.user.map(str::to_owned), livemode: claim.livemode })
    }

    /// Returns the caller as far as it is known, for the log, also if the request is refused.
    pub(crate) fn for_log(world: &World, request: &Request, identity: Option<&Identity>) -> Option<Self> {
        let key = key(request).filter(|_| request.contradiction().is_none())?;
        let Claim { app, account, user, livemode } = match identity {
            Some(identity) => identity.claim(),
            None => world.holder(&key)?,
        };
        let app = app.or_else(|| world.first_app())?;
        let is_own = |account: &&Account| user.is_none_or(|user| world.has_user(&account.id, user));
        let mut own = world.accounts().iter().filter(is_own).map(|account| account.id.as_str());
        let context = header(request, "stripe-context").map(|context| context.rsplit_once('/').map_or(context, |(_, target)| target));
        let named = account.or(context).or_else(|| header(request, "stripe-account"));
        let account = match named.filter(|named| own.clone().any(|account| account == *named)) {
            Some(account) => account,
            None => own.next().filter(|_| own.next().is_none())?,
        };
        Some(Self { app: app.to_owned(), account: account.to_owned(), user: user.map(str::to_owned), livemode })
    }

    /// Returns the partition that has the secrets of this scope, if the caller may reach them.
    pub(crate) fn partition(&self, world: &World, scope: Scope, assumed: &AssumptionLog) -> Result<Partition, ApiError> {
        if let Scope::User { user } = &scope {
            match &self.user {
                Some(own) if own != user => {
                    return Err(if assumed.consult(Assumption::ForeignUser) { ApiError::foreign_user() } else { ApiError::permission() });
                }
                None if !world.has_user(&self.account, user) && !assumed.consult(Assumption::UnknownUser) => {
                    return Err(ApiError::unknown_user(user));
                }
                _ => {}
            }
        }
        Ok(Partition { sharing_group: world.sharing_group(&self.app), account: self.account.clone(), livemode: self.livemode, scope })
    }

    /// Returns the key of the answer that is kept for this caller's idempotency key.
    pub(crate) fn idempotency_key(&self, key: &str, assumed: &AssumptionLog) -> StoredIdempotencyKey {
        let account = if assumed.assumptions().holds(Assumption::KeysPerAccount) { self.account.clone() } else { String::new() };
        StoredIdempotencyKey { app: self.app.clone(), account, livemode: self.livemode, key: key.to_owned() }
    }
}
