//! What is answered: JSON, or Stripe's error envelope, with Stripe's headers.

use crate::refusal::Refusal;
use serde::Serialize;

/// An answer. It has no `Debug`, because it may hold a payload.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names, in lower case, and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON.
    pub body: String,
    /// Stripe's code, where there is one in `body`.
    #[serde(skip)]
    pub code: Option<&'static str>,
}

#[derive(Serialize)]
struct Envelope<'a> {
    error: &'a Refusal,
}

impl Response {
    /// The answer to a request that came out like this.
    pub(crate) fn new(outcome: Result<String, Refusal>, request_id: String, version: Option<&str>) -> Self {
        let (status, code, body) = match outcome {
            Ok(body) => (200, None, body),
            // An envelope is text only and always becomes JSON.
            Err(refusal) => (refusal.status, refusal.code, serde_json::to_string(&Envelope { error: &refusal }).unwrap_or_default()),
        };
        let mut headers = vec![
            ("content-type", "application/json".to_owned()),
            ("cache-control", "no-cache, no-store".to_owned()),
            ("request-id", request_id),
        ];
        if let Some(version) = version {
            headers.push(("stripe-version", version.to_owned()));
        }
        if status == 401 {
            headers.push(("www-authenticate", "Basic realm=\"Stripe\"".to_owned()));
        }
        Self { status, headers, body, code }
    }

    /// The header of this name, in whatever case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
