//! The assumptions, which can be switched.

use super::State;
use super::problem::{Json, Problem, read};
use crate::assumptions::Assumptions;
use crate::store::Store;
use crate::views;
use axum::body::Bytes;
use axum::response::IntoResponse;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) async fn show<S: Store + 'static>(shared: State<S>) -> impl IntoResponse {
    shown(shared.engine.assumptions())
}

pub(super) async fn switch<S: Store + 'static>(shared: State<S>, body: Bytes) -> Result<impl IntoResponse, Problem> {
    let switched: BTreeMap<String, bool> = read(&body)?;
    // All of them or none.
    let mut tried = Assumptions::default();
    switched.iter().try_for_each(|(name, enabled)| tried.set(name, *enabled)).map_err(Problem::bad)?;
    switched.iter().try_for_each(|(name, enabled)| shared.engine.set_assumption(name, *enabled)).map_err(Problem::bad)?;
    Ok(shown(shared.engine.assumptions()))
}

fn shown(assumptions: Assumptions) -> Json<Value> {
    Json(json!({ "data": views::assumptions(assumptions) }))
}
