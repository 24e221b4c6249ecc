//! The clock, which can be advanced.

use super::super::clock::{Clock, MOST_ADVANCED};
use super::State;
use super::problem::{Json, Problem, read};
use crate::store::Store;
use axum::body::Bytes;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance: u64,
}

pub(super) async fn show<S: Store + 'static>(shared: State<S>) -> impl IntoResponse {
    shown(&shared.clock)
}

pub(super) async fn advance<S: Store + 'static>(shared: State<S>, body: Bytes) -> Result<impl IntoResponse, Problem> {
    let Advance { advance } = read(&body)?;
    let shared = shared.0;
    if !shared.clock.advance(advance) {
        return Err(Problem::bad(format_args!("The clock can be advanced by {MOST_ADVANCED} seconds in all.")));
    }
    shared.clone().work(|shared| shared.engine.sweep(shared.clock.now()).map_err(|error| Problem::unwritten(shared, &error))).await??;
    Ok(shown(&shared.clock))
}

fn shown(clock: &Clock) -> Json<Value> {
    Json(json!({ "now": clock.now(), "advanced": clock.advanced() }))
}
