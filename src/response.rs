//! The classification of an answer: as expected, *not found*, or an error with a code.
//!
//! Status and code decide, never a message's wording. The fields that are read are checked. The sender passes through the answer itself as the host
//! parsed it.

use crate::error::ErrorCode;
use crate::field::{Field, FieldSet};
use crate::keyword::Keyword;
use crate::operation::Operation;
use crate::value::{Kind, KindSet, Value};

/// The parts of the request that the answer has to agree with.
#[derive(Clone, Copy)]
pub struct Expected<V> {
    /// The secret's name; absent for a list.
    pub name: V,
    /// The user of the scope; absent for the account's.
    pub user: V,
}

/// A classification that is not an error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Classification {
    /// It is what the call expects.
    Expected,
    /// There is no such secret, and the call was a find.
    NotFound,
}

/// Classifies an answer by its status (0 for none) and its body as the host parsed it (`Undefined` where it could not).
pub(crate) fn classify<V: Value>(operation: Operation, expected: Expected<V>, status: u16, json: V) -> Result<Classification, ErrorCode> {
    if (200..300).contains(&status) {
        return if is_as_expected(operation, expected, json) { Ok(Classification::Expected) } else { Err(ErrorCode::UnreadableResponse) };
    }
    let error = json.get(Field::Error);
    let code = error.keyword_of(Field::Code);
    Err(match status {
        404 if operation == Operation::Find && code == Some(Keyword::ResourceMissing) => return Ok(Classification::NotFound),
        401 => ErrorCode::Unauthorized,
        403 if code == Some(Keyword::AccountInvalid) => ErrorCode::AppUninstalled,
        403 => ErrorCode::PermissionMissing,
        // A find that finds nothing says so by its code: a 404 without it is about something else, perhaps another server's.
        404 if operation != Operation::Find => ErrorCode::NotFound,
        409 => ErrorCode::IdempotencyConflict,
        429 => ErrorCode::RateLimited,
        500.. => ErrorCode::ServiceFailure,
        400.. if error.keyword_of(Field::Type) == Some(Keyword::IdempotencyError) => ErrorCode::IdempotencyConflict,
        400.. if code == Some(Keyword::SecretLimitExceeded) => ErrorCode::ScopeFull,
        400.. => ErrorCode::InvalidRequest,
        _ => ErrorCode::UnreadableResponse,
    })
}

fn is_as_expected<V: Value>(operation: Operation, expected: Expected<V>, json: V) -> bool {
    match operation {
        Operation::Create => is_expected_secret(expected, json),
        // Expanded, so it has to be there.
        Operation::Find => is_expected_secret(expected, json) && json.kind_of(Field::Payload) == Kind::Text,
        Operation::List => is_page(json),
        // The short answer of the reference's example, or the whole secret as the schema has it.
        Operation::Delete => {
            json.keyword_of(Field::Object) == Some(Keyword::AppsSecret)
                && json.kind_of(Field::Id) == Kind::Text
                && json.kind_of(Field::Deleted) == Kind::True
        }
    }
}

/// Returns whether this is the secret that was created or found.
fn is_expected_secret<V: Value>(expected: Expected<V>, json: V) -> bool {
    let scope = json.get(Field::Scope);
    let user = scope.get(Field::User);
    let expected_type = if expected.user.kind().is_absent() { Keyword::Account } else { Keyword::User };
    let same_scope = scope.keyword_of(Field::Type) == Some(expected_type) && (user.equals(&expected.user) || user.kind().is_absent());
    same_scope && json.get(Field::Name).equals(&expected.name) && is_secret(json)
}

fn is_secret<V: Value>(json: V) -> bool {
    // In the order of their numbers.
    const FIELDS: FieldSet =
        FieldSet::of(&[Field::Name, Field::Payload, Field::Scope, Field::ExpiresAt, Field::Id, Field::Created, Field::Livemode]);
    const ALLOWED: [KindSet; 7] = [
        KindSet::of(&[Kind::Text]),
        KindSet::of(&[Kind::Undefined, Kind::Null, Kind::Text]),
        KindSet::of(&[Kind::Object]),
        KindSet::of(&[Kind::Undefined, Kind::Null, Kind::Number]),
        KindSet::of(&[Kind::Text]),
        KindSet::of(&[Kind::Number]),
        KindSet::of(&[Kind::True, Kind::False]),
    ];
    json.keyword_of(Field::Object) == Some(Keyword::AppsSecret) && json.kinds(FIELDS).are_in(&ALLOWED)
}

fn is_page<V: Value>(json: V) -> bool {
    let data = json.get(Field::Data);
    json.keyword_of(Field::Object) == Some(Keyword::List)
        && json.kind_of(Field::HasMore).is_boolean()
        && data.kind() == Kind::Array
        // A page has at most 100; the bound keeps a hostile length from being believed.
        && data.length() <= 1_000
        && (0..data.length()).all(|index| is_secret(data.item(index)))
}
