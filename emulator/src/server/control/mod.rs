//! Serves the control routes, for tests and for the emulator's owner. They take and return JSON.

mod clock;
mod faults;
mod problem;
mod requests;
mod secrets;
mod settings;
mod store;
mod ui;
mod world;

use super::body::{self, Unread};
use super::guard::{Audience, Forbidden};
use super::reply::{Dropped, Reply};
use super::shared::Shared;
use crate::store::Store;
use axum::Router;
use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, CONNECTION,
    HeaderValue, VARY,
};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hyper::body::{Body as HttpBody, Bytes};
use problem::Problem;
use std::convert::Infallible;
use std::sync::Arc;

/// The parts of the server that a handler gets.
type State<S> = axum::extract::State<Arc<Shared<S>>>;

/// Creates the router of all control routes.
pub(super) fn router<S: Store + 'static>(shared: Arc<Shared<S>>) -> Router {
    Router::new()
        .route("/_emulator/health", get(store::health))
        .route("/_emulator/reset", post(store::reset))
        .route("/_emulator/world", get(world::show))
        .route("/_emulator/permissions", post(world::permit))
        .route("/_emulator/installations", post(world::install))
        .route("/_emulator/requests", get(requests::show))
        .route("/_emulator/secrets", get(secrets::list))
        .route("/_emulator/secrets/{id}", get(secrets::show))
        .route("/_emulator/clock", get(clock::show).post(clock::advance))
        .route("/_emulator/faults", get(faults::show).post(faults::add).delete(faults::clear))
        .route("/_emulator/assumptions", get(settings::show).post(settings::switch))
        .merge(ui::routes())
        .fallback(problem::unknown_route)
        .method_not_allowed_fallback(problem::other_method)
        .with_state(shared)
}

/// Lets a request in or not, reads it, and has it answered by the routes.
pub(super) async fn answer<S, B, F>(
    shared: Arc<Shared<S>>,
    request: hyper::Request<B>,
    routes: impl FnOnce(axum::extract::Request) -> F,
) -> Result<hyper::Response<Reply>, Dropped>
where
    S: Store + 'static,
    B: HttpBody<Data = Bytes> + Unpin,
    F: Future<Output = Result<Response, Infallible>>,
{
    let (head, body) = request.into_parts();
    let origin = match shared.guard.check(&head, Audience::Control) {
        Ok(origin) => origin.cloned(),
        Err(Forbidden(why)) => return Ok(Problem::new(StatusCode::FORBIDDEN, why).into_response().map(Reply::Control)),
    };
    let mut response = if head.method == Method::OPTIONS {
        preflight()
    } else {
        match body::read(body, &shared.limits, body::is_awaited(&head.headers)).await {
            Ok(body) => match routes(axum::extract::Request::from_parts(head, Body::from(body))).await {
                Ok(response) => response,
                Err(never) => match never {},
            },
            Err(Unread::TooLarge) => unread(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large."),
            Err(Unread::TooSlow) => unread(StatusCode::REQUEST_TIMEOUT, "The body took too long."),
            Err(Unread::Gone) => return Err(Dropped),
        }
    };
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    Ok(response.map(Reply::Control))
}

/// Answers before the rest of the body has come, so the connection closes.
fn unread(status: StatusCode, message: &str) -> Response {
    let mut response = Problem::new(status, message).into_response();
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn preflight() -> Response {
    let allowed = [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "content-type, last-event-id"),
        (ACCESS_CONTROL_MAX_AGE, "300"),
    ];
    (StatusCode::NO_CONTENT, allowed).into_response()
}
