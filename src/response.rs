//! An answer, judged: what was asked for, *nothing*, or an error with a code.
//!
//! Status and code decide, never a message's wording. What is read is checked; the answer itself is handed on as the host parsed it.

use crate::error::{Error, ErrorCode};
use crate::form;
use crate::key::Key;
use crate::request::Action;
use crate::scope::Scope;
use crate::secret;
use crate::text::join;
use crate::value::{Kind, Value};
use alloc::string::String;

/// An answer as it came.
pub struct Answer<'a, V> {
    /// The HTTP status; NaN where there was none.
    pub status: f64,
    /// The `Request-Id` header.
    pub request_id: Option<String>,
    /// The `Stripe-Should-Retry` header.
    pub should_retry: Option<bool>,
    /// The body as the host parsed it; `Undefined` where it could not.
    pub json: &'a V,
    /// The body that was sent, so that an error never repeats a payload.
    pub sent: &'a V,
}

/// What was asked, as far as the answer has to agree with it.
pub(crate) struct Expected {
    pub(crate) action: Action,
    pub(crate) name: String,
    pub(crate) scope: Scope,
}

/// A good answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// It is what was asked for: hand it on.
    HandOn,
    /// There is no such secret, and that was the question.
    Nothing,
}

pub(crate) fn judge<V: Value>(expected: &Expected, answer: &Answer<'_, V>) -> Result<Verdict, Error> {
    let known = matches!(answer.status, 200.0..600.0);
    let status = if known { answer.status as u16 } else { 0 };
    match status {
        200..300 if is_as_asked(expected, answer.json) => Ok(Verdict::HandOn),
        400.. => refusal(expected, answer, status),
        _ => Err(Error::new(ErrorCode::UnreadableResponse)),
    }
    .map_err(|error| Error { status: known.then_some(status), request_id: answer.request_id.clone(), ..error })
}

fn refusal<V: Value>(expected: &Expected, answer: &Answer<'_, V>, status: u16) -> Result<Verdict, Error> {
    // Texts are bounded: the Dashboard refuses to show a string of more than 5,000 characters.
    let error = answer.json.get(Key::Error);
    let stripe_code = error.text_of(Key::Code, 200);
    let is_code = |code: &str| stripe_code.as_deref() == Some(code);
    let missing = is_code(secret::RESOURCE_MISSING);
    if expected.action == Action::Find && status == 404 && missing {
        return Ok(Verdict::Nothing);
    }
    let code = match status {
        401 => ErrorCode::Unauthorized,
        403 if is_code(secret::ACCOUNT_INVALID) => ErrorCode::AppUninstalled,
        403 => ErrorCode::PermissionMissing,
        404 => ErrorCode::NotFound,
        409 => ErrorCode::IdempotencyConflict,
        429 => ErrorCode::RateLimited,
        500.. => ErrorCode::ServiceFailure,
        _ if error.text_of(Key::Type, 200).as_deref() == Some("idempotency_error") => ErrorCode::IdempotencyConflict,
        _ if is_code(secret::SCOPE_FULL) => ErrorCode::ScopeFull,
        _ => ErrorCode::InvalidRequest,
    };
    let what = match error.text_of(Key::Message, 1_000) {
        Some(message) if !repeats_payload(&message, answer.sent) => join(&["Stripe says: ", &message]),
        _ => String::new(),
    };
    let mut refused = Error::saying(code, &what);
    refused.stripe_code = stripe_code;
    refused.param = error.text_of(Key::Param, 200).map(Into::into);
    refused.doc_url = error.text_of(Key::DocUrl, 1_000);
    Err(refused)
}

/// Whether `message` holds the payload that was sent. Compared in the form's encoding, which keeps what is part of what.
fn repeats_payload(message: &str, sent: &impl Value) -> bool {
    // A payload of a few characters cannot be told from the words around it, and is no secret.
    const TELLING: usize = 4;
    let Ok(sent) = sent.text(u32::MAX) else { return false };
    let Some(payload) = sent.split('&').find_map(|pair| pair.strip_prefix("payload=")) else { return false };
    let mut encoded = String::new();
    form::push_encoded(&mut encoded, message);
    // Not `contains`, whose clever search is 2 kB of module for a line that hardly ever runs.
    payload.len() >= TELLING && encoded.as_bytes().windows(payload.len()).any(|part| part == payload.as_bytes())
}

fn is_as_asked(expected: &Expected, json: &impl Value) -> bool {
    match expected.action {
        Action::Create => is_secret(expected, json),
        // Expanded, so it has to be there.
        Action::Find => is_secret(expected, json) && matches!(json.get(Key::Payload).kind(), Kind::Text | Kind::Null),
        Action::List => is_page(json),
        // The short answer of the reference's example, or the whole secret as the schema has it.
        Action::Delete => has_identity(json) && json.get(Key::Deleted).kind() == Kind::True,
    }
}

/// The secret that was asked for.
fn is_secret(expected: &Expected, json: &impl Value) -> bool {
    let scope = json.get(Key::Scope);
    let user = scope.get(Key::User);
    let same_scope = match &expected.scope {
        Scope::Account => is(&scope.get(Key::Type), "account"),
        Scope::User { user: asked } => is(&scope.get(Key::Type), "user") && (user.kind().is_absent() || is(&user, asked)),
    };
    same_scope && is(&json.get(Key::Name), &expected.name) && is_any_secret(json)
}

fn is_any_secret(json: &impl Value) -> bool {
    let expires_at = json.get(Key::ExpiresAt).kind();
    let payload = json.get(Key::Payload).kind();
    has_identity(json)
        && json.get(Key::Name).kind() == Kind::Text
        && json.get(Key::Scope).kind() == Kind::Object
        && json.get(Key::Created).kind() == Kind::Number
        && matches!(json.get(Key::Livemode).kind(), Kind::True | Kind::False)
        && (expires_at.is_absent() || expires_at == Kind::Number)
        && (payload.is_absent() || payload == Kind::Text)
}

fn is_page(json: &impl Value) -> bool {
    let data = json.get(Key::Data);
    is(&json.get(Key::Object), secret::LIST)
        && matches!(json.get(Key::HasMore).kind(), Kind::True | Kind::False)
        && data.kind() == Kind::Array
        // A page has at most 100; the bound keeps a hostile length from being believed.
        && data.length() <= 1_000
        && (0..data.length()).all(|index| is_any_secret(&data.item(index)))
}

fn has_identity(json: &impl Value) -> bool {
    is(&json.get(Key::Object), secret::OBJECT) && json.get(Key::Id).kind() == Kind::Text
}

fn is(value: &impl Value, text: &str) -> bool {
    // As many UTF-16 units as the text has bytes are enough for it.
    value.text(text.len() as u32).is_ok_and(|value| value == text)
}
