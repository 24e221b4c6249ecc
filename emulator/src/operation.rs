//! The four operations: by what route each is asked for, and what parameters it takes.

use crate::request::Request;
use stripe_secret_store::secret::PATH;

/// Asks for the head of the answer to a `GET`.
pub(crate) const HEAD: &str = "HEAD";

/// The operation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// Creates or replaces.
    Set,
    /// One by its name.
    Find,
    /// A page of a scope.
    List,
    /// One by its name.
    Delete,
}

impl Operation {
    /// Returns the operation of a request, or nothing for an unknown route.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        match (request.method.as_str(), request.route().strip_prefix(PATH)?) {
            ("POST", "") => Some(Self::Set),
            ("GET" | HEAD, "") => Some(Self::List),
            ("GET" | HEAD, "/find") => Some(Self::Find),
            ("POST", "/delete") => Some(Self::Delete),
            _ => None,
        }
    }

    pub(crate) const fn writes(self) -> bool {
        matches!(self, Self::Set | Self::Delete)
    }

    pub(crate) const fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::Set => &["name", "payload", "scope", "expires_at", "expand"],
            Self::Find | Self::Delete => &["name", "scope", "expand"],
            Self::List => &["scope", "limit", "starting_after", "ending_before", "expand"],
        }
    }

    pub(crate) const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Set => &["name", "payload", "scope[type]"],
            Self::Find | Self::Delete => &["name", "scope[type]"],
            Self::List => &["scope[type]"],
        }
    }
}
