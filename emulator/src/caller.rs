//! Who asks in a world, and whose secrets that reaches.

use crate::assumptions::Assumption;
use crate::grounds::Grounds;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::store::{KeptKey, Partition};
use crate::who::Who;
use crate::world::{Account, World};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use stripe_secret_store::scope::Scope;

/// Who asks: an app, on an account, in a mode, and if it is an extension, for a user.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Caller {
    /// The app.
    pub app: String,
    /// The account that installed it.
    pub account: String,
    /// The user an extension runs for. Nobody means the app's backend, which reaches every user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Live mode rather than test mode.
    pub livemode: bool,
}

/// The API key of a request: `Bearer KEY`, or `Basic …` as curl sends it with `-u KEY:`.
pub(crate) fn key(request: &Request) -> Option<String> {
    let (scheme, rest) = request.header("authorization")?.trim().split_once(' ')?;
    let rest = rest.trim();
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        rest.to_owned()
    } else if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
        pair.split_once(':').map_or(pair.as_str(), |(user, _)| user).to_owned()
    } else {
        return None;
    };
    (!key.is_empty()).then_some(key)
}

impl Caller {
    /// The one who asks, on the account that is meant: a backend chooses it by `Stripe-Account`, an extension is on one.
    pub(crate) fn find(world: &World, who: &Who, named: Option<&str>, grounds: &Grounds) -> Result<Self, Refusal> {
        let app = who.app.as_deref().or_else(|| world.first_app()).unwrap_or_default().to_owned();
        let is_meant = |id: &&str| who.account.as_deref().is_none_or(|account| account == *id);
        let accounts: Vec<_> = world.accounts_of(&app, who.user.as_deref()).filter(is_meant).collect();
        let is_backend = who.user.is_none();
        let account = match (named, accounts.as_slice()) {
            (Some(account), _) if is_backend || accounts.contains(&account) => account,
            (Some(account), [only]) => {
                if grounds.holds(Assumption::ForeignAccount) {
                    return Err(Refusal::foreign_account(account));
                }
                only
            }
            (Some(account), _) => return Err(Refusal::foreign_account(account)),
            (None, []) => return Err(Refusal::foreign_account(who.account.as_deref().unwrap_or("of this key"))),
            (None, [only]) => {
                // Who says which account has said it; otherwise it is a guess.
                if is_backend && who.account.is_none() && !grounds.holds(Assumption::OnlyAccount) {
                    return Err(Refusal::which_account());
                }
                only
            }
            (None, _) => {
                grounds.holds(Assumption::OnlyAccount);
                return Err(Refusal::which_account());
            }
        };
        if !world.is_installed(&app, account) {
            return Err(Refusal::foreign_account(account));
        }
        Ok(Self { app, account: account.to_owned(), user: who.user.clone(), livemode: who.livemode })
    }

    /// The one who asks, as far as that can be told to who runs the emulator, whether or not they are let in.
    pub(crate) fn told(world: &World, request: &Request, who: Option<&Who>) -> Option<Self> {
        let key = key(request)?;
        let who = match who {
            Some(who) => who.clone(),
            None => world.holder(&key)?,
        };
        let app = who.app.or_else(|| world.first_app().map(str::to_owned))?;
        let user = who.user;
        let is_theirs = |account: &&Account| user.as_ref().is_none_or(|user| world.has_user(&account.id, user));
        let mut theirs = world.accounts().iter().filter(is_theirs).map(|account| &account.id);
        let named = who.account.or_else(|| request.header("stripe-account").map(str::to_owned));
        let account = match named.filter(|named| theirs.clone().any(|account| account == named)) {
            Some(account) => account,
            None => theirs.next().filter(|_| theirs.next().is_none())?.clone(),
        };
        Some(Self { app, account, user, livemode: who.livemode })
    }

    /// Where the secrets of this scope are, if the caller may reach them.
    pub(crate) fn partition(&self, world: &World, scope: Scope, grounds: &Grounds) -> Result<Partition, Refusal> {
        if let Scope::User { user } = &scope {
            match &self.user {
                Some(own) if own != user => {
                    return Err(if grounds.holds(Assumption::ForeignUser) { Refusal::foreign_user() } else { Refusal::permission() });
                }
                None if !world.has_user(&self.account, user) && !grounds.holds(Assumption::UnknownUser) => {
                    return Err(Refusal::unknown_user(user));
                }
                _ => {}
            }
        }
        Ok(Partition { realm: world.realm(&self.app), account: self.account.clone(), livemode: self.livemode, scope })
    }

    /// Where the answer to this caller's idempotency key is kept.
    pub(crate) fn kept_key(&self, key: &str, grounds: &Grounds) -> KeptKey {
        let account = if grounds.assumptions().holds(Assumption::KeysPerAccount) { self.account.clone() } else { String::new() };
        KeptKey { app: self.app.clone(), account, livemode: self.livemode, key: key.to_owned() }
    }
}
