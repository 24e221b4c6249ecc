//! An answer, judged: what was asked for, *nothing*, or an error with a code.
//!
//! Status and code decide, never a message's wording. What is read is checked; the answer itself is handed on as the host parsed it.

use crate::error::ErrorCode;
use crate::key::{Key, Keys};
use crate::request::Action;
use crate::value::{Kind, Kinds, Value};

/// What was asked, as far as the answer has to agree with it.
#[derive(Clone, Copy)]
pub struct Expected<V> {
    /// The secret's name; absent for a list.
    pub name: V,
    /// The user of the scope; absent for the account's.
    pub user: V,
}

/// A good answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// It is what was asked for: hand it on.
    HandOn,
    /// There is no such secret, and that was the question.
    Nothing,
}

/// Judges an answer by its status (0 for none) and its body as the host parsed it (`Undefined` where it could not).
pub(crate) fn judge<V: Value>(action: Action, expected: Expected<V>, status: u16, json: V) -> Result<Verdict, ErrorCode> {
    if (200..300).contains(&status) {
        return if is_as_asked(action, expected, json) { Ok(Verdict::HandOn) } else { Err(ErrorCode::UnreadableResponse) };
    }
    let error = json.get(Key::Error);
    let code = error.word_of(Key::Code);
    Err(match status {
        404 if action == Action::Find && code == Some(Key::ResourceMissing) => return Ok(Verdict::Nothing),
        401 => ErrorCode::Unauthorized,
        403 if code == Some(Key::AccountInvalid) => ErrorCode::AppUninstalled,
        403 => ErrorCode::PermissionMissing,
        // A find that finds nothing says so by its code: a 404 without it is about something else, perhaps another server's.
        404 if action != Action::Find => ErrorCode::NotFound,
        409 => ErrorCode::IdempotencyConflict,
        429 => ErrorCode::RateLimited,
        500.. => ErrorCode::ServiceFailure,
        400.. if error.word_of(Key::Type) == Some(Key::IdempotencyError) => ErrorCode::IdempotencyConflict,
        400.. if code == Some(Key::SecretLimitExceeded) => ErrorCode::ScopeFull,
        400.. => ErrorCode::InvalidRequest,
        _ => ErrorCode::UnreadableResponse,
    })
}

fn is_as_asked<V: Value>(action: Action, expected: Expected<V>, json: V) -> bool {
    match action {
        Action::Create => is_the_secret(expected, json),
        // Expanded, so it has to be there.
        Action::Find => is_the_secret(expected, json) && json.kind_of(Key::Payload) != Kind::Undefined,
        Action::List => is_page(json),
        // The short answer of the reference's example, or the whole secret as the schema has it.
        Action::Delete => {
            json.word_of(Key::Object) == Some(Key::AppsSecret)
                && json.kind_of(Key::Id) == Kind::Text
                && json.kind_of(Key::Deleted) == Kind::True
        }
    }
}

/// The secret that was asked for.
fn is_the_secret<V: Value>(expected: Expected<V>, json: V) -> bool {
    let scope = json.get(Key::Scope);
    let user = scope.get(Key::User);
    let type_asked = if expected.user.kind().is_absent() { Key::Account } else { Key::User };
    let same_scope = scope.word_of(Key::Type) == Some(type_asked) && (user.same(&expected.user) || user.kind().is_absent());
    same_scope && json.get(Key::Name).same(&expected.name) && is_any_secret(json)
}

fn is_any_secret<V: Value>(json: V) -> bool {
    // In the order of their numbers.
    const FIELDS: Keys = Keys::of(&[Key::Name, Key::Payload, Key::Scope, Key::ExpiresAt, Key::Id, Key::Created, Key::Livemode]);
    const ALLOWED: [u16; 7] = [
        Kinds::any(&[Kind::Text]),
        Kinds::any(&[Kind::Undefined, Kind::Null, Kind::Text]),
        Kinds::any(&[Kind::Object]),
        Kinds::any(&[Kind::Undefined, Kind::Null, Kind::Number]),
        Kinds::any(&[Kind::Text]),
        Kinds::any(&[Kind::Number]),
        Kinds::any(&[Kind::True, Kind::False]),
    ];
    json.word_of(Key::Object) == Some(Key::AppsSecret) && json.kinds(FIELDS).fit(&ALLOWED)
}

fn is_page<V: Value>(json: V) -> bool {
    let data = json.get(Key::Data);
    json.word_of(Key::Object) == Some(Key::List)
        && json.kind_of(Key::HasMore).is_boolean()
        && data.kind() == Kind::Array
        // A page has at most 100; the bound keeps a hostile length from being believed.
        && data.length() <= 1_000
        && (0..data.length()).all(|index| is_any_secret(data.item(index)))
}
