//! The error of a client.

use super::json::Json;
use crate::encoding::decode;
use crate::error::{ErrorCode, Problem, ValidationError};
use core::fmt;
use std::borrow::ToOwned;
use std::boxed::Box;
use std::format;
use std::string::{String, ToString};

/// The largest number of characters of a text of Stripe's that an error holds.
const LONGEST_TEXT: usize = 1_000;

/// A value, or an error of the client.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// The error of an HTTP client or of TLS.
pub(super) type Source = Box<dyn core::error::Error + Send + Sync>;

/// The reason why a call failed, or why a client could not be built.
///
/// [`code`](Self::code) is the value to branch on: the same codes as JavaScript's. No error holds a payload, a key or an address with its query, neither in
/// its text nor in its `Debug` or its source. A message of the service is passed on, unless it repeats the payload.
#[derive(Debug)]
pub struct Error(Box<Details>);

#[derive(Debug)]
struct Details {
    code: ErrorCode,
    message: String,
    attempts: u32,
    status: Option<u16>,
    param: Option<String>,
    stripe_code: Option<String>,
    doc_url: Option<String>,
    request_id: Option<String>,
    source: Option<Source>,
}

impl Error {
    /// Returns the code to branch on.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// Returns whether the same call may succeed a little later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.code.retryable()
    }

    /// Returns the number of requests that were sent. It is 0 for a call that was refused before.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the status of the last answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Returns the parameter or option that is wrong: by the client's own check, or by Stripe's answer.
    #[must_use]
    pub fn param(&self) -> Option<&str> {
        self.0.param.as_deref()
    }

    /// Returns Stripe's own code, such as `resource_missing`.
    #[must_use]
    pub fn stripe_code(&self) -> Option<&str> {
        self.0.stripe_code.as_deref()
    }

    /// Returns the address of Stripe's page about the error.
    #[must_use]
    pub fn doc_url(&self) -> Option<&str> {
        self.0.doc_url.as_deref()
    }

    /// Returns the id of the last request, which Stripe's support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Makes an error with a message of its own.
    pub(super) fn with_message(code: ErrorCode, message: &str) -> Self {
        Self(Box::new(Details {
            code,
            message: message.to_owned(),
            attempts: 0,
            status: None,
            param: None,
            stripe_code: None,
            doc_url: None,
            request_id: None,
            source: None,
        }))
    }

    /// Adds the error that caused it.
    pub(super) fn with_source(mut self, source: Source) -> Self {
        self.0.source = Some(source);
        self
    }

    /// Makes the error of a call that ended after attempts. A write that was sent and not answered may have happened.
    pub(super) fn of_call(code: ErrorCode, attempts: u32, status: Option<u16>, is_write: bool, source: Option<Source>) -> Self {
        let may_have_happened = is_write && attempts > 0 && status.is_none();
        let warning = if may_have_happened { " The write may have happened: find the secret first." } else { "" };
        let mut error = Self::with_message(code, &format!("The call failed ({}): {}{warning}", code.as_str(), code.advice()));
        error.0.attempts = attempts;
        error.0.status = status;
        error.0.source = source;
        error
    }

    /// Adds what Stripe's answer says. A message that repeats the payload is left out.
    pub(super) fn with_answer(mut self, json: Option<&Json>, request_id: Option<String>, payload: Option<&str>) -> Self {
        let answered = json.and_then(|json| json.value().get("error"));
        // A payload of a few characters is indistinguishable from the words around it, and keeps no secret.
        let payload = payload.filter(|payload| payload.len() > 3);
        let keeps_secret = |text: &&str| payload.is_none_or(|payload| !text.contains(payload) && !decode(text).contains(payload));
        // The whole text is checked: a payload that goes over the limit would be in it by half.
        let text = |name: &str| answered?.get(name)?.as_str().filter(|text| !text.is_empty()).filter(keeps_secret).map(truncate);
        if let Some(message) = text("message") {
            let stop = if message.ends_with(['.', '!', '?']) { "" } else { "." };
            self.0.message = format!("Stripe says: {message}{stop} {}", self.0.message);
        }
        self.0.stripe_code = text("code");
        self.0.doc_url = text("doc_url");
        self.0.param = text("param");
        self.0.request_id = request_id;
        self
    }
}

fn truncate(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

impl From<ValidationError> for Error {
    fn from(error: ValidationError) -> Self {
        let mut made = Self::with_message(error.code, &error.to_string());
        let is_about_a_field = !matches!(error.problem, Problem::UnknownField | Problem::NotAnObject);
        made.0.param = is_about_a_field.then(|| error.field.name().to_owned());
        made
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn core::error::Error + 'static))
    }
}
