//! Returns all stored secrets. It shows one payload at a time, on request.

use super::State;
use super::problem::{Json, Problem};
use crate::store::Store;
use crate::stored_secret::StoredSecret;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::json;

pub(super) async fn list<S: Store + 'static>(shared: State<S>) -> Result<impl IntoResponse, Problem> {
    Ok(Json(json!({ "data": hidden(shared).await? })))
}

/// Returns all secrets without their payloads.
pub(super) async fn hidden<S: Store + 'static>(shared: State<S>) -> Result<Vec<StoredSecret>, Problem> {
    Ok(stored(shared).await?.into_iter().map(StoredSecret::hidden).collect())
}

pub(super) async fn show<S: Store + 'static>(shared: State<S>, Path(id): Path<String>) -> Result<impl IntoResponse, Problem> {
    let found = stored(shared).await?.into_iter().find(|secret| secret.id == id);
    found.map(Json).ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "There is no secret with this id, or no longer."))
}

async fn stored<S: Store + 'static>(shared: State<S>) -> Result<Vec<StoredSecret>, Problem> {
    let work =
        |shared: &super::Shared<S>| shared.engine.stored_secrets(shared.clock.now()).map_err(|error| Problem::unread(shared, &error));
    shared.0.work(work).await?
}
