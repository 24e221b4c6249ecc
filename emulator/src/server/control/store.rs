//! Returns the state of the store, and resets the server to its start.

use super::State;
use super::problem::{Json, Problem, read};
use crate::store::{Checked, Store};
use axum::body::Bytes;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::json;

pub(super) async fn health<S: Store + 'static>(shared: State<S>) -> Result<impl IntoResponse, Problem> {
    let shared = shared.0;
    let check = |shared: &super::Shared<S>| match shared.engine.store().check() {
        Ok(checked) => {
            if checked == Checked::Written {
                shared.reports.checked();
            }
            shared.reports.failing().map_or(Ok(()), |reason| Err(Problem::store(&reason)))
        }
        Err(error) => Err(Problem::unwritten(shared, &error)),
    };
    shared.clone().work(check).await??;
    Ok(Json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "store": shared.kind.name(),
        "now": shared.clock.now(),
        "advanced_ms": shared.clock.advanced() * 1_000,
    })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    /// Keep the world's own secrets again.
    #[serde(default = "yes")]
    seed: bool,
}

const fn yes() -> bool {
    true
}

pub(super) async fn reset<S: Store + 'static>(shared: State<S>, body: Bytes) -> Result<impl IntoResponse, Problem> {
    let Reset { seed } = read(&body)?;
    let turn = shared.turn_to_write().await?;
    let work = move |shared: &super::Shared<S>| {
        let _turn = turn;
        shared.engine.reset().map_err(|error| Problem::unwritten(shared, &error))?;
        shared.clock.reset();
        // They were known at the start.
        shared.apply_assumptions().map_err(Problem::bad)?;
        if seed {
            shared.engine.seed(shared.clock.now()).map_err(|error| Problem::unwritten(shared, &error))?;
        }
        shared.log.clear();
        Ok::<_, Problem>(())
    };
    shared.0.work(work).await??;
    Ok(Json(json!({})))
}
