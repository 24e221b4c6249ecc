//! Builds responses: JSON, or Stripe's error envelope, with Stripe's headers.

use crate::api_error::ApiError;
use crate::cors;
use serde::Serialize;
use std::borrow::Cow;

/// An answer. It has no `Debug`, because it may hold a payload.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names, in lower case, and values.
    pub headers: Vec<(&'static str, Cow<'static, str>)>,
    /// The JSON, or empty for an answer without a body.
    pub body: String,
    /// Stripe's code, where there is one in `body`.
    #[serde(skip)]
    pub code: Option<String>,
    /// The store's own message after a failure. It goes to the log, and never into an answer.
    #[serde(skip)]
    pub store_error: Option<String>,
}

#[derive(Serialize)]
struct Envelope<'a> {
    error: &'a ApiError,
}

/// The result of the operation.
#[derive(Clone)]
pub(crate) enum Outcome {
    /// JSON, with a status that is not always 200: a kept answer may be a refusal.
    Answer { status: u16, body: String, code: Option<String> },
    /// A refusal.
    Error(ApiError),
    /// A status and nothing else.
    Empty(u16),
}

impl From<Result<String, ApiError>> for Outcome {
    fn from(result: Result<String, ApiError>) -> Self {
        match result {
            Ok(body) => Self::Answer { status: 200, body, code: None },
            Err(error) => Self::Error(error),
        }
    }
}

impl Response {
    /// Creates the answer to a request with this outcome.
    pub(crate) fn new(outcome: Outcome, request_id: String) -> Self {
        let (status, code, body, store_error) = match outcome {
            Outcome::Answer { status, body, code } => (status, code, body, None),
            Outcome::Error(error) => (error.status, error.code.map(str::to_owned), envelope(&error), error.store_error.map(String::from)),
            Outcome::Empty(status) => (status, None, String::new(), None),
        };
        let mut response = Self { status, headers: Vec::with_capacity(12), body, code, store_error };
        if !response.body.is_empty() {
            response.add("content-type", "application/json");
        }
        response.add("cache-control", "no-cache, no-store");
        response.add("request-id", request_id);
        response.headers.extend(cors::HEADERS.iter().map(|(name, value)| (*name, Cow::Borrowed(*value))));
        if status == 401 {
            response.add("www-authenticate", "Basic realm=\"Stripe\"");
        }
        response
    }

    /// Adds a header.
    pub(crate) fn add(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        self.headers.push((name, value.into()));
    }

    /// Finds the header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_ref())
    }
}

/// Encodes an error in Stripe's envelope. It has only texts, so that it always becomes JSON.
pub(crate) fn envelope(error: &ApiError) -> String {
    serde_json::to_string(&Envelope { error }).unwrap_or_default()
}
