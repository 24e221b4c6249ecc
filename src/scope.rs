//! Where a secret lives: with the account, for all who use its Dashboard, or with one user of it.

use crate::error::{Error, ErrorCode};
use crate::key::{Key, Keys};
use crate::rules::required_text;
use crate::text::join;
use crate::value::{Kind, Value};
use alloc::string::String;

/// A scope as Stripe has it: a user scope always names its user.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "type", rename_all = "lowercase"))]
pub enum Scope {
    /// Shared by all users of the account.
    Account,
    /// One user's own.
    User {
        /// The user's id.
        user: String,
    },
}

/// Who asks: the user of the extension's context, or a backend, which may name any.
#[derive(Clone, Debug)]
pub enum Asker {
    /// An extension, with the id from its `userContext`, which may lack one.
    Extension(Option<String>),
    /// A program without a `userContext`.
    Backend,
}

/// The kind of scope that calls mean which name none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ScopeType {
    /// Shared by all users of the account.
    Account,
    /// One user's own: the narrowest, and so the default.
    #[default]
    User,
}

impl ScopeType {
    fn named(name: &str) -> Option<Self> {
        match name {
            "account" => Some(ScopeType::Account),
            "user" => Some(ScopeType::User),
            _ => None,
        }
    }
}

/// A scope as a caller names it: the type, and perhaps a user.
#[derive(Clone, Debug, Default)]
pub struct ScopeParam {
    kind: ScopeType,
    user: Option<String>,
}

impl ScopeParam {
    /// Reads `"user"`, `"account"`, `{type: "account"}` or `{type: "user", user?}`; nothing when nothing is given.
    ///
    /// # Errors
    /// `invalid_scope` for anything else.
    pub fn read(value: &impl Value) -> Result<Option<Self>, Error> {
        const FIELDS: Keys = Keys::of(&[Key::Type, Key::User]);
        let user = match value.kind() {
            Kind::Undefined => return Ok(None),
            Kind::Text => return scope_type(value).map(|kind| Some(Self { kind, user: None })),
            Kind::Object => value.get(Key::User),
            _ => return Err(invalid("`scope` is neither a string nor an object.")),
        };
        if let Some(field) = value.stranger(FIELDS) {
            return Err(invalid(&join(&["`scope` has a field `", &field, "`, which is not known."])));
        }
        let kind = scope_type(&value.get(Key::Type))?;
        if user.kind().is_absent() {
            return Ok(Some(Self { kind, user: None }));
        }
        if kind == ScopeType::Account {
            return Err(invalid("`scope.user` does not go with the type \"account\"."));
        }
        let user = required_text(&user, Key::User, ErrorCode::InvalidScope).map_err(|error| error.about(Key::Scope.name()))?;
        Ok(Some(Self { kind, user: Some(user) }))
    }

    /// The scope that is meant when `asker` asks.
    ///
    /// # Errors
    /// `user_required` when nobody names the user, `foreign_user` when an extension names another than its own.
    pub fn resolve(self, asker: &Asker) -> Result<Scope, Error> {
        if self.kind == ScopeType::Account {
            return Ok(Scope::Account);
        }
        let user = match (self.user, asker) {
            (Some(named), Asker::Extension(Some(own))) if named != *own => return Err(Error::new(ErrorCode::ForeignUser).about("scope")),
            (Some(named), _) => named,
            (None, Asker::Extension(Some(own))) => own.clone(),
            (None, Asker::Extension(None)) => return Err(no_user("`userContext` has no id.")),
            (None, Asker::Backend) => return Err(no_user("The client has no `userContext`.")),
        };
        Ok(Scope::User { user })
    }
}

fn scope_type(value: &impl Value) -> Result<ScopeType, Error> {
    // Longer than both names: what is longer is neither, and need not be copied.
    let name = value.text(16).unwrap_or_default();
    ScopeType::named(&name).ok_or_else(|| invalid("The type of `scope` is neither \"user\" nor \"account\"."))
}

fn invalid(what: &str) -> Error {
    Error::saying(ErrorCode::InvalidScope, what).about(Key::Scope.name())
}

fn no_user(what: &str) -> Error {
    Error::saying(ErrorCode::UserRequired, what).about(Key::Scope.name())
}
