//! Where a secret lives: with the account, for all who use its Dashboard, or with one user of it.

use crate::error::{ErrorCode, Problem, Result, ValidationError};
use crate::field::{Field, FieldSet};
use crate::keyword::Keyword;
use crate::value::{Kind, Value};
#[cfg(feature = "alloc")]
use alloc::string::String;

/// A scope as Stripe has it: a user scope always names its user.
#[cfg(feature = "alloc")]
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

#[cfg(feature = "alloc")]
impl Scope {
    /// Makes the scope of a user.
    pub fn user(user: impl Into<String>) -> Self {
        Self::User { user: user.into() }
    }
}

/// A scope as a caller names it, from the value given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Shared by all users of the account.
    Account,
    /// One user's own.
    User,
}

/// Checks a scope as it is named: `"user"`, `"account"`, `{type: "account"}`, `{type: "user", user?}`, or nothing, which is `"user"`, the narrowest.
/// With it comes the user, where it names one.
///
/// # Errors
/// `invalid_scope` for anything else.
pub fn check<V: Value>(scope: &V) -> Result<(Type, Option<V>)> {
    const FIELDS: FieldSet = FieldSet::of(&[Field::Type, Field::User]);
    let kind = scope.kind();
    let (word, user) = match kind {
        Kind::Undefined => return Ok((Type::User, None)),
        Kind::Object => (scope.keyword_of(Field::Type), Some(scope.get(Field::User)).filter(|user| !user.kind().is_absent())),
        _ => (scope.keyword(), None),
    };
    let is_right = !(kind == Kind::Object && scope.has_unknown_field(FIELDS))
        && user.is_none_or(|user| user.kind() == Kind::Text && user.length() > 0 && word == Some(Keyword::User));
    match word {
        Some(Keyword::Account) if is_right => Ok((Type::Account, None)),
        Some(Keyword::User) if is_right => Ok((Type::User, user)),
        _ => Err(ValidationError::new(ErrorCode::InvalidScope, Problem::InvalidScope, Field::Scope)),
    }
}

/// Returns the user of a scope, or `None` for the account's scope. `own` is the user of an extension, and absent for a backend.
///
/// # Errors
/// `invalid_scope`, `user_required` if no user is named, `foreign_user` if an extension names another user than its own.
pub fn resolve<V: Value>(scope: &V, own: &V) -> Result<Option<V>> {
    let (Type::User, named) = check(scope)? else { return Ok(None) };
    let has_own = !own.kind().is_absent();
    let (code, problem) = match named {
        None if has_own => return Ok(Some(*own)),
        None => (ErrorCode::UserRequired, Problem::UserMissing),
        Some(user) if has_own && !user.equals(own) => (ErrorCode::ForeignUser, Problem::ForeignUser),
        _ => return Ok(named),
    };
    Err(ValidationError::new(code, problem, Field::Scope))
}
