//! The objects that Stripe answers with. The client checks the object that the host parsed, and passes it through. The emulator makes such objects.

use crate::keyword::Keyword;
#[cfg(feature = "alloc")]
use crate::scope::Scope;
#[cfg(feature = "alloc")]
use alloc::{string::String, vec::Vec};

/// `object` of a secret.
pub const OBJECT: &str = Keyword::AppsSecret.as_str();

/// `object` of a page.
pub const LIST: &str = Keyword::List.as_str();

/// Path of `create` and `list`, and `url` of a page.
pub const PATH: &str = "/v1/apps/secrets";

/// Stripe's code for a missing secret. `findSecret` resolves with `null` only for this code.
pub const RESOURCE_MISSING: &str = Keyword::ResourceMissing.as_str();

/// Stripe's code for an app that is not installed.
pub const ACCOUNT_INVALID: &str = Keyword::AccountInvalid.as_str();

/// Our assumption: Stripe's code for the eleventh secret of a scope is not documented. Where the real one differs, a
/// full scope is `invalid_request` with Stripe's code in `stripeCode`.
pub const SCOPE_FULL: &str = Keyword::SecretLimitExceeded.as_str();

/// A secret, as a server answers with it. No `Debug`: it may have its payload.
#[cfg(feature = "alloc")]
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SecretAnswer {
    /// `appsecret_…`
    pub id: String,
    /// Always `apps.secret`.
    pub object: &'static str,
    /// When it was made, in Unix seconds.
    pub created: u64,
    /// When it will be deleted, in Unix seconds; nothing for never.
    pub expires_at: Option<u64>,
    /// `true` if it belongs to live mode.
    pub livemode: bool,
    /// Its name, unique in its scope.
    pub name: String,
    /// The payload, if it was requested.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub payload: Option<String>,
    /// Where it lives.
    pub scope: Scope,
    /// There, and true, once it was deleted.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub deleted: Option<bool>,
}

/// A page of secrets, as a server answers with it.
#[cfg(feature = "alloc")]
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PageAnswer {
    /// Always `list`.
    pub object: &'static str,
    /// The secrets, without payloads unless they were asked for.
    pub data: Vec<SecretAnswer>,
    /// `true` if there are more.
    pub has_more: bool,
    /// Always `/v1/apps/secrets`.
    pub url: &'static str,
}

/// The answer to a delete, as short as the reference shows it.
#[cfg(feature = "alloc")]
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DeletedAnswer {
    /// The id it had.
    pub id: String,
    /// Always `apps.secret`.
    pub object: &'static str,
    /// Always true.
    pub deleted: bool,
}
