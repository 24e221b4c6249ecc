//! Serves a page that shows the emulator's inside: apps, accounts, secrets without payloads, and requests as they arrive.
//!
//! The page is static, and its own state has neither keys nor payloads. So a mistake in its script cannot show one.

use super::State;
use super::problem::{Json, Problem};
use super::secrets;
use crate::store::Store;
use crate::views;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::json;
use std::sync::Arc;

/// Allows the page its own files and the routes of its own server. No text can become markup, even by a mistake in the script.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Adds the routes of the page.
pub(super) fn routes<S: Store + 'static>() -> Router<Arc<super::Shared<S>>> {
    Router::new()
        .route("/_emulator/ui", get(|| async { file("text/html; charset=utf-8", include_str!("ui/page.html")) }))
        .route("/_emulator/ui/page.css", get(|| async { file("text/css; charset=utf-8", include_str!("ui/page.css")) }))
        .route("/_emulator/ui/page.js", get(|| async { file("text/javascript; charset=utf-8", include_str!("ui/page.js")) }))
        .route("/_emulator/ui/state", get(state::<S>))
}

fn file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        // A newer emulator on the same port has another page.
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, text)
}

/// Returns all that the page shows, except the requests.
async fn state<S: Store + 'static>(shared: State<S>) -> Result<impl IntoResponse, Problem> {
    let secrets = secrets::hidden(shared.clone()).await?;
    let world = shared.engine.world();
    let views::WorldView { apps, accounts, .. } = views::world(&world);
    Ok(Json(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "store": shared.kind.name(),
        "now": shared.clock.now(),
        "advanced_ms": shared.clock.advanced() * 1_000,
        "resets": shared.log.clears(),
        "apps": apps,
        "accounts": accounts,
        "secrets": secrets,
    })))
}
