//! An HTTP request, from the server or in process.

use serde::Deserialize;
use std::borrow::Cow;
use stripe_secret_store::encoding;

/// The headers that decide whose secrets a request changes, and how. None of them is a list, so that a request may have each one once (RFC 9110, 5.3).
const SINGLE_HEADERS: [&str; 5] = ["Authorization", "Stripe-Account", "Stripe-Context", "Stripe-Version", "Idempotency-Key"];

/// The other headers that the engine reads.
#[cfg(all(feature = "server", not(target_family = "wasm")))]
const OTHER_HEADERS: [&str; 2] = ["Content-Type", "Access-Control-Request-Headers"];

/// Returns whether the engine reads the header of this name, in any case. A request may leave out all others.
#[cfg(all(feature = "server", not(target_family = "wasm")))]
pub(crate) fn is_read(name: &str) -> bool {
    SINGLE_HEADERS.iter().chain(&OTHER_HEADERS).any(|read| read.eq_ignore_ascii_case(name))
}

/// A request. It has no `Debug`, because it may hold a payload.
#[derive(Clone, Deserialize)]
pub struct Request {
    /// The verb.
    pub method: String,
    /// The path, with the query where there is one.
    pub path: String,
    /// Names, in any case, and values.
    pub headers: Vec<(String, String)>,
    /// The form-encoded body; empty for none.
    pub body: String,
}

impl Request {
    /// Returns the path without its query, which may hold values that no log and no error shows.
    pub fn route(&self) -> &str {
        self.path.split_once('?').map_or(self.path.as_str(), |(route, _)| route)
    }

    /// Returns the query without its `?`.
    pub fn query(&self) -> &str {
        self.path.split_once('?').map_or("", |(_, query)| query)
    }

    /// Decodes the names and values of the form. The body of a POST counts after its query.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        let body = if self.method == "POST" { self.body.as_str() } else { "" };
        encoding::pairs(self.query()).chain(encoding::pairs(body))
    }

    /// Finds the first of [`SINGLE_HEADERS`] that has two different values.
    pub(crate) fn contradiction(&self) -> Option<&'static str> {
        SINGLE_HEADERS.into_iter().find(|name| {
            let mut values = self.headers.iter().filter(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
            let first = values.next();
            values.any(|value| Some(value) != first)
        })
    }

    /// Finds the header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
