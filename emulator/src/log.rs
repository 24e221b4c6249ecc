//! Builds the log entries of requests, without payloads and keys.

pub use crate::shown_answer::{HIDDEN, ShownAnswer};

use crate::caller::Caller;
use crate::request::Request;
use crate::shown_answer::{CHARACTERS, truncated};
use crate::version::is_version;
use serde::Serialize;
use std::borrow::Cow;

/// Parameters whose values may be seen. All others are hidden, because a misspelt `payload` holds one too.
const SHOWN: &[&str] = &["name", "scope[type]", "scope[user]", "expires_at", "limit", "starting_after", "ending_before"];

/// One request, as it was asked and answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LogEntry {
    /// When, in Unix seconds.
    pub time: u64,
    /// The caller; `None` if it is unknown.
    pub caller: Option<Caller>,
    /// The verb.
    pub method: String,
    /// The path without its query.
    pub path: String,
    /// Names and values, decoded, with everything hidden that may be secret.
    pub parameters: Vec<(String, String)>,
    /// The headers `stripe-account`, `stripe-context` and `stripe-version`, where they came and look like what they should be.
    pub headers: Vec<(&'static str, String)>,
    /// The HTTP status of the answer, whether or not it arrived.
    pub status: u16,
    /// Stripe's code in the answer, if it has one.
    pub code: Option<String>,
    /// The header `Request-Id` of the answer.
    pub request_id: String,
    /// The request had an idempotency key.
    pub idempotency_key: bool,
    /// The number of the attempt, from 1, by its idempotency key; `None` without a key, because a retry cannot be recognised then.
    pub attempt: Option<u32>,
    /// The answer was kept from an earlier request with the same key.
    pub replayed: bool,
    /// The kind of the fault that was injected; nothing where none was.
    pub fault: Option<&'static str>,
    /// The assumptions that the answer rests on.
    pub assumptions: Vec<&'static str>,
    /// The time until the answer in microseconds, with a fault's delay. The engine has no clock, so its owner adds the time.
    pub duration_us: u64,
    /// The answer without its payloads, whether or not it arrived whole; nothing where it has no JSON.
    pub answer: Option<ShownAnswer>,
}

/// The number of logged parameters, so that an entry stays small for any request.
const MAX_PARAMETERS: usize = 50;

/// Returns the path of a request for the log, without parameters that were meant for the query.
pub(crate) fn shown_path(route: &str) -> String {
    truncated(route.split(['=', '&', ';']).next().unwrap_or_default()).to_owned()
}

/// Returns the parameters of a request without what must not be seen.
pub(crate) fn shown(request: &Request) -> Vec<(String, String)> {
    let shown = |(name, value): (Cow<'_, str>, Cow<'_, str>)| {
        let is_shown = SHOWN.contains(&name.as_ref()) || name.starts_with("expand[");
        let value = if is_shown { truncated(&value) } else { HIDDEN };
        (shown_name(&name).to_owned(), value.to_owned())
    };
    request.parameters().take(MAX_PARAMETERS).map(shown).collect()
}

/// Returns the headers that affect a request. An unexpected value is hidden, since it may be a key.
pub(crate) fn shown_headers(request: &Request) -> Vec<(&'static str, String)> {
    let is_plain = |text: &str| text.len() <= CHARACTERS && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let is_account = |text: &str| text.starts_with("acct_") && is_plain(text);
    let is_kind = |name: &str, value: &str| match name {
        "stripe-version" => is_version(value),
        "stripe-context" => value.len() <= CHARACTERS && value.split('/').all(is_account),
        _ => is_account(value),
    };
    let shown = |name: &'static str| {
        let value = request.header(name)?;
        Some((name, if is_kind(name, value) { value.to_owned() } else { HIDDEN.to_owned() }))
    };
    ["stripe-account", "stripe-context", "stripe-version"].into_iter().filter_map(shown).collect()
}

/// Returns the name of a parameter if it looks like one. A body that is not a form is one long name with all its contents.
pub(crate) fn shown_name(name: &str) -> &str {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'[' | b']');
    if name.len() <= CHARACTERS && name.bytes().all(is_plain) { name } else { HIDDEN }
}
