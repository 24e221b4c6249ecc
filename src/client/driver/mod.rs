//! Sends one request and waits: over reqwest in a backend, over gloo-net and `fetch` in WebAssembly. A driver decides nothing.

use super::error::Source;
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use std::string::String;
use std::vec::Vec;

#[cfg(target_family = "wasm")]
mod gloo_net;
#[cfg(target_family = "wasm")]
mod page;
#[cfg(target_family = "wasm")]
pub(super) use gloo_net::{Body, Configure, Driver, body_of, check_runtime, now, process, random, sleep, unique};

#[cfg(not(target_family = "wasm"))]
mod reqwest;
#[cfg(not(target_family = "wasm"))]
pub(super) use reqwest::{Body, Configure, Driver, body_of, check_runtime, now, process, random, sleep, unique};

/// A request. Its headers are of printable ASCII, which the core has checked. No `Debug`: it has the key and the payload.
pub(super) struct Request<'a> {
    pub(super) url: &'a str,
    /// The body of a `POST`; `None` for a `GET`.
    pub(super) body: Option<&'a Body>,
    pub(super) authorization: &'a SecretString,
    pub(super) headers: &'a [(&'static str, &'a str)],
    /// The time limit for the whole answer, in milliseconds.
    pub(super) timeout: u32,
}

/// A response, as far as it could be read. No `Debug`: it may have a payload.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) should_retry: Option<String>,
    pub(super) request_id: Option<String>,
    /// The body, or the reason why it could not be read.
    pub(super) body: Result<Zeroizing<Vec<u8>>, Source>,
}

/// The reason why no response came.
pub(super) struct NoResponse {
    pub(super) is_timeout: bool,
    pub(super) source: Option<Source>,
}
