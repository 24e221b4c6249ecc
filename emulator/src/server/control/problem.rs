//! JSON out, and what is wrong with a request to the control routes.

use super::super::reply::Dropped;
use super::super::shared::{Busy, Shared};
use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// The reason.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    message: String,
}

impl Problem {
    pub(in super::super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    /// Creates the problem of a request that cannot be carried out.
    pub(super) fn bad(message: impl std::fmt::Display) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message.to_string())
    }

    /// Creates the problem of a read that the store failed, with its reason.
    pub(super) fn unread<S>(shared: &Shared<S>, reason: &impl std::fmt::Display) -> Self {
        let reason = reason.to_string();
        shared.reports.read_failed(&reason);
        Self::store(&reason)
    }

    /// Creates the problem of a write that the store failed, with its reason.
    pub(super) fn unwritten<S>(shared: &Shared<S>, reason: &impl std::fmt::Display) -> Self {
        let reason = reason.to_string();
        shared.reports.write_failed(&reason);
        Self::store(&reason)
    }

    /// Creates the problem of a store that fails, with its reason.
    pub(super) fn store(reason: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, format!("The store failed. {reason}"))
    }
}

impl From<Dropped> for Problem {
    fn from(_: Dropped) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "The emulator failed.")
    }
}

impl From<Busy> for Problem {
    fn from(_: Busy) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "Too many other writes came first.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "error": { "message": self.message } }))).into_response()
    }
}

/// JSON out. It is never kept by a browser.
pub(super) struct Json<T>(pub(super) T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        // Text, numbers and lists always become JSON.
        let text = serde_json::to_string(&self.0).unwrap_or_default();
        ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], text).into_response()
    }
}

/// Reads a body as a JSON object. A missing body counts as an empty one.
pub(super) fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Problem> {
    let body: &[u8] = if body.trim_ascii().is_empty() { b"{}" } else { body };
    // At first an object only, because serde takes an array for a struct too.
    let object: serde_json::Result<Map<String, Value>> = serde_json::from_slice(body);
    object
        .and_then(|object| serde_json::from_value(Value::Object(object)))
        .map_err(|error| Problem::bad(format_args!("The body does not fit this route: {error}.")))
}

pub(super) async fn unknown_route(uri: Uri) -> Problem {
    let message = format!(
        "There is no {}. There are, below /_emulator: assumptions, clock, faults, health, installations, permissions, requests, reset, secrets, ui and world.",
        uri.path()
    );
    Problem::new(StatusCode::NOT_FOUND, message)
}

pub(super) async fn other_method(method: Method, uri: Uri) -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, format!("{} does not know {method}.", uri.path()))
}
