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
    /// A multiple of 1,000, since the Secret Store's times are whole seconds.
    advance_ms: u64,
}

pub(super) async fn show<S: Store + 'static>(shared: State<S>) -> impl IntoResponse {
    shown(&shared.clock)
}

pub(super) async fn advance<S: Store + 'static>(shared: State<S>, body: Bytes) -> Result<impl IntoResponse, Problem> {
    let Advance { advance_ms } = read(&body)?;
    let shared = shared.0;
    if !advance_ms.is_multiple_of(1_000) {
        return Err(Problem::bad(format_args!("`advance_ms` must be a multiple of 1,000.")));
    }
    if !shared.clock.advance(advance_ms / 1_000) {
        return Err(Problem::bad(format_args!("The clock can be advanced by {MOST_ADVANCED} seconds in all.")));
    }
    shared.clone().work(|shared| shared.engine.sweep(shared.clock.now()).map_err(|error| Problem::unwritten(shared, &error))).await??;
    Ok(shown(&shared.clock))
}

fn shown(clock: &Clock) -> Json<Value> {
    Json(json!({ "now": clock.now(), "advanced_ms": clock.advanced() * 1_000 }))
}
