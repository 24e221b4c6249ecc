//! What is told of a request to who runs the emulator: no payload, no key.

use crate::caller::Caller;
use crate::parameters::decoded;
use crate::request::Request;
use crate::response::Response;
use serde::Serialize;

/// What stands in the place of a hidden value.
pub const HIDDEN: &str = "[hidden]";

/// Parameters whose values may be seen. All others are hidden, because a misspelt `payload` holds one too.
const SHOWN: &[&str] = &["name", "scope[type]", "scope[user]", "expires_at", "limit", "starting_after", "ending_before"];

/// One request, as it was asked and answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LogEntry {
    /// When, in Unix seconds.
    pub time: u64,
    /// Who asked.
    pub who: Caller,
    /// The verb.
    pub method: String,
    /// The path without its query.
    pub path: String,
    /// Names and values, decoded, with everything hidden that may be secret.
    pub parameters: Vec<(String, String)>,
    /// The HTTP status of the answer.
    pub status: u16,
    /// Stripe's code in the answer; nothing where there is none.
    pub code: Option<&'static str>,
}

impl LogEntry {
    /// What is told of this exchange.
    pub fn new(request: &Request, caller: &Caller, response: &Response, time: u64) -> Self {
        let shown = |(name, value): (String, String)| {
            let is_shown = SHOWN.contains(&name.as_str()) || name.starts_with("expand[");
            (name, if is_shown { value } else { HIDDEN.to_owned() })
        };
        Self {
            time,
            who: caller.acting(request).unwrap_or_else(|_| caller.clone()),
            method: request.method.clone(),
            path: request.route().to_owned(),
            parameters: decoded(request).map(shown).collect(),
            status: response.status,
            code: response.code,
        }
    }
}
