//! The parameters of the four operations.

use super::input::Input;
use crate::field::Field;
use crate::keyword::Keyword;
use crate::operation::Operation;
use crate::scope::Scope;
use secrecy::{ExposeSecret, SecretString};
use std::string::String;

/// The parameters of [`create_secret`](super::SecretStoreClient::create_secret).
///
/// `Debug` shows the payload as `[REDACTED]`.
#[derive(Clone, Debug)]
pub struct CreateSecret {
    /// The name, unique in its scope: 1 to 5,000 characters. It goes into the address of a find, so it must not be a secret itself.
    pub name: String,
    /// The payload: 1 to 5,000 characters, without what looks like a card number.
    pub payload: SecretString,
    /// The owner of the secret.
    pub scope: Scope,
    /// The time when Stripe deletes the secret, in Unix seconds: at most 100 years ahead. `None` means never.
    pub expires_at: Option<u64>,
}

impl CreateSecret {
    /// Makes the parameters of a secret without expiry.
    pub fn new(name: impl Into<String>, payload: impl Into<SecretString>, scope: Scope) -> Self {
        Self { name: name.into(), payload: payload.into(), scope, expires_at: None }
    }

    /// Sets the time when Stripe deletes the secret, in Unix seconds.
    #[must_use]
    pub fn expires_at(mut self, seconds: u64) -> Self {
        self.expires_at = Some(seconds);
        self
    }
}

/// The parameters of [`find_secret`](super::SecretStoreClient::find_secret).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindSecret {
    /// The name.
    pub name: String,
    /// The owner of the secret.
    pub scope: Scope,
}

impl FindSecret {
    /// Makes the parameters.
    pub fn new(name: impl Into<String>, scope: Scope) -> Self {
        Self { name: name.into(), scope }
    }
}

/// The parameters of [`delete_secret`](super::SecretStoreClient::delete_secret).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeleteSecret {
    /// The name.
    pub name: String,
    /// The owner of the secret.
    pub scope: Scope,
}

impl DeleteSecret {
    /// Makes the parameters.
    pub fn new(name: impl Into<String>, scope: Scope) -> Self {
        Self { name: name.into(), scope }
    }
}

/// The parameters of [`list_secrets`](super::SecretStoreClient::list_secrets).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListSecrets {
    /// The owner of the secrets.
    pub scope: Scope,
    /// The largest number of secrets in the answer, from 1 to 100. `None` means Stripe's default, 10.
    pub limit: Option<u32>,
    /// The id of a secret: the page begins behind it.
    pub starting_after: Option<String>,
    /// The id of a secret: the page ends before it. It cannot be combined with `starting_after`.
    pub ending_before: Option<String>,
}

impl ListSecrets {
    /// Makes the parameters for the first page of a scope.
    pub fn new(scope: Scope) -> Self {
        Self { scope, limit: None, starting_after: None, ending_before: None }
    }

    /// Sets the largest number of secrets in the answer, from 1 to 100.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Begins the page behind the secret with this id.
    #[must_use]
    pub fn starting_after(mut self, id: impl Into<String>) -> Self {
        self.starting_after = Some(id.into());
        self
    }

    /// Ends the page before the secret with this id.
    #[must_use]
    pub fn ending_before(mut self, id: impl Into<String>) -> Self {
        self.ending_before = Some(id.into());
        self
    }
}

/// The parameters of any operation. No `Debug`: one of them is the payload.
#[derive(Clone, Copy)]
pub(super) struct Params<'a> {
    pub(super) operation: Operation,
    pub(super) name: Option<&'a str>,
    pub(super) payload: Option<&'a str>,
    pub(super) scope: &'a Scope,
    expires_at: Option<f64>,
    limit: Option<f64>,
    starting_after: Option<&'a str>,
    ending_before: Option<&'a str>,
}

impl<'a> Params<'a> {
    fn new(operation: Operation, scope: &'a Scope) -> Self {
        Self { operation, scope, name: None, payload: None, expires_at: None, limit: None, starting_after: None, ending_before: None }
    }

    /// Calls `act` with the parameters as the core reads them.
    pub(super) fn read<R>(&self, act: impl FnOnce(Input<'_>) -> R) -> R {
        let (kind, user) = match self.scope {
            Scope::Account => (Keyword::Account, None),
            Scope::User { user } => (Keyword::User, Some(user.as_str())),
        };
        let scope = [(Field::Type, Input::Text(kind.as_str())), (Field::User, Input::text_or_undefined(user))];
        act(Input::Object(&[
            (Field::Name, Input::text_or_undefined(self.name)),
            (Field::Payload, Input::text_or_undefined(self.payload)),
            (Field::Scope, Input::Object(&scope)),
            (Field::ExpiresAt, Input::number_or_undefined(self.expires_at)),
            (Field::Limit, Input::number_or_undefined(self.limit)),
            (Field::StartingAfter, Input::text_or_undefined(self.starting_after)),
            (Field::EndingBefore, Input::text_or_undefined(self.ending_before)),
        ]))
    }
}

impl<'a> From<&'a CreateSecret> for Params<'a> {
    fn from(params: &'a CreateSecret) -> Self {
        Self {
            name: Some(&params.name),
            payload: Some(params.payload.expose_secret()),
            // No time within a century is too large for it.
            expires_at: params.expires_at.map(|seconds| seconds as f64),
            ..Self::new(Operation::Create, &params.scope)
        }
    }
}

impl<'a> From<&'a FindSecret> for Params<'a> {
    fn from(params: &'a FindSecret) -> Self {
        Self { name: Some(&params.name), ..Self::new(Operation::Find, &params.scope) }
    }
}

impl<'a> From<&'a DeleteSecret> for Params<'a> {
    fn from(params: &'a DeleteSecret) -> Self {
        Self { name: Some(&params.name), ..Self::new(Operation::Delete, &params.scope) }
    }
}

impl<'a> From<&'a ListSecrets> for Params<'a> {
    fn from(params: &'a ListSecrets) -> Self {
        Self {
            limit: params.limit.map(f64::from),
            starting_after: params.starting_after.as_deref(),
            ending_before: params.ending_before.as_deref(),
            ..Self::new(Operation::List, &params.scope)
        }
    }
}
