//! The answers of the four operations, taken from JSON that the core has checked.

use super::json::Json;
use crate::scope::Scope;
use secrecy::SecretString;
use serde_json::Value;
use std::string::String;
use std::vec::Vec;

/// A secret as Stripe answers with it.
///
/// `Debug` shows the payload as `[REDACTED]`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Secret {
    /// The id, `appsecret_…`.
    pub id: String,
    /// The name, unique in its scope.
    pub name: String,
    /// The payload, which a find alone returns.
    pub payload: Option<SecretString>,
    /// The owner.
    pub scope: Scope,
    /// The time when it was created, in Unix seconds.
    pub created: u64,
    /// The time when Stripe deletes it, in Unix seconds. `None` means never.
    pub expires_at: Option<u64>,
    /// `true` in live mode.
    pub livemode: bool,
}

/// A page of secrets, without their payloads.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SecretList {
    /// The secrets.
    pub data: Vec<Secret>,
    /// `true` if there are more behind them.
    pub has_more: bool,
}

/// The answer to a delete.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct DeletedSecret {
    /// The id that the secret had.
    pub id: String,
}

/// An answer, made of JSON that the core found to be as expected.
pub(super) trait Answer: Sized {
    /// Takes the answer out. `scope` is the request's. Returns `None` for a scope of another type.
    fn take(json: &mut Value, scope: &Scope) -> Option<Self>;
}

impl Answer for Secret {
    fn take(json: &mut Value, scope: &Scope) -> Option<Self> {
        let payload = json.get_mut("payload").and_then(take_text).map(SecretString::from);
        let scope = scope_of(json, scope)?;
        Some(Self {
            id: text(json, "id")?,
            name: text(json, "name")?,
            payload,
            scope,
            created: seconds(json.get("created")?)?,
            expires_at: json.get("expires_at").and_then(seconds),
            livemode: json.get("livemode")?.as_bool()?,
        })
    }
}

impl Answer for SecretList {
    fn take(json: &mut Value, scope: &Scope) -> Option<Self> {
        let has_more = json.get("has_more")?.as_bool()?;
        let data = json.get_mut("data")?.as_array_mut()?;
        Some(Self { data: data.iter_mut().map(|secret| Secret::take(secret, scope)).collect::<Option<_>>()?, has_more })
    }
}

impl Answer for DeletedSecret {
    fn take(json: &mut Value, _: &Scope) -> Option<Self> {
        Some(Self { id: text(json, "id")? })
    }
}

/// Takes an answer out of JSON, which is wiped.
pub(super) fn take<A: Answer>(mut json: Json, scope: &Scope) -> Option<A> {
    A::take(json.value_mut(), scope)
}

/// Returns the scope of a secret. Stripe may leave the user out of the scope that the request names.
fn scope_of(json: &Value, requested: &Scope) -> Option<Scope> {
    let scope = json.get("scope")?;
    let user = scope.get("user").and_then(Value::as_str);
    match (scope.get("type")?.as_str()?, user, requested) {
        ("account", ..) => Some(Scope::Account),
        ("user", Some(user), _) => Some(Scope::user(user)),
        ("user", None, Scope::User { .. }) => Some(requested.clone()),
        _ => None,
    }
}

fn text(json: &mut Value, name: &str) -> Option<String> {
    take_text(json.get_mut(name)?)
}

/// Takes a text out, so that it is not copied.
fn take_text(value: &mut Value) -> Option<String> {
    match value {
        Value::String(text) => Some(core::mem::take(text)),
        _ => None,
    }
}

/// Returns whole seconds. A time before 1970 is 0.
fn seconds(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_f64().map(|seconds| seconds as u64))
}
