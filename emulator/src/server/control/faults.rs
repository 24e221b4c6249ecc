//! Failures on purpose.

use super::State;
use super::problem::{Json, Problem, read};
use crate::engine::Engine;
use crate::fault::Fault;
use crate::store::Store;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::{Value, json};

/// So many can wait at once.
const MOST: usize = 1_000;

pub(super) async fn show<S: Store + 'static>(shared: State<S>) -> impl IntoResponse {
    waiting(&shared.engine)
}

pub(super) async fn add<S: Store + 'static>(shared: State<S>, body: Bytes) -> Result<impl IntoResponse, Problem> {
    let fault: Fault = read(&body)?;
    fault.check().map_err(Problem::bad)?;
    if shared.engine.faults().len() >= MOST {
        return Err(Problem::bad(format_args!("No more than {MOST} faults can wait.")));
    }
    shared.engine.fail(fault);
    Ok((StatusCode::CREATED, waiting(&shared.engine)))
}

pub(super) async fn clear<S: Store + 'static>(shared: State<S>) -> impl IntoResponse {
    shared.engine.stop_failing();
    waiting(&shared.engine)
}

fn waiting<S: Store>(engine: &Engine<S>) -> Json<Value> {
    Json(json!({ "data": engine.faults() }))
}
