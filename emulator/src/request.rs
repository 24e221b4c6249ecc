//! An HTTP request, from the server or in process.

use serde::Deserialize;
use stripe_secret_store::encoding;

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
    /// The path without its query, which may hold what is in no log and no error.
    pub fn route(&self) -> &str {
        self.path.split_once('?').map_or(self.path.as_str(), |(route, _)| route)
    }

    /// The query without its `?`.
    pub fn query(&self) -> &str {
        self.path.split_once('?').map_or("", |(_, query)| query)
    }

    /// The names and values of its form, decoded: a POST's body counts after its query.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (String, String)> {
        let body = if self.method == "POST" { self.body.as_str() } else { "" };
        encoding::pairs(self.query()).chain(encoding::pairs(body)).map(|(name, value)| (name.into_owned(), value.into_owned()))
    }

    /// The header of this name, in whatever case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
