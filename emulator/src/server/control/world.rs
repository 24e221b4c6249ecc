//! The world as it stands, and what can be changed in it.

use super::State;
use super::problem::{Json, Problem, read};
use crate::store::Store;
use crate::views;
use crate::world::{SECRET_WRITE, World};
use axum::body::Bytes;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) async fn show<S: Store + 'static>(shared: State<S>) -> impl IntoResponse {
    Json(json!(views::world(&shared.engine.world())))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Permission {
    app: String,
    account: String,
    permission: String,
    granted: bool,
}

pub(super) async fn permit<S: Store + 'static>(shared: State<S>, body: Bytes) -> Result<impl IntoResponse, Problem> {
    let Permission { app, account, permission, granted } = read(&body)?;
    // Any other would change nothing, and be a slip of the pen.
    if permission != SECRET_WRITE {
        return Err(Problem::bad(format_args!("`permission` must be {SECRET_WRITE}, the only permission that the Secret Store checks.")));
    }
    change(shared, app, account, move |world, app, account| world.permit(app, account, &permission, granted)).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Installation {
    app: String,
    account: String,
    installed: bool,
}

pub(super) async fn install<S: Store + 'static>(shared: State<S>, body: Bytes) -> Result<impl IntoResponse, Problem> {
    let Installation { app, account, installed } = read(&body)?;
    change(
        shared,
        app,
        account,
        move |world, app, account| {
            if installed { world.install(app, account) } else { world.uninstall(app, account) }
        },
    )
    .await
}

/// Changes the world, and shows what became of the app on the account. Secrets may be deleted with it.
async fn change<S: Store + 'static, E: std::fmt::Display>(
    shared: State<S>,
    app: String,
    account: String,
    change: impl FnOnce(&mut World, &str, &str) -> Result<(), E> + Send + 'static,
) -> Result<Json<Value>, Problem> {
    let turn = shared.turn_to_write().await?;
    let work = move |shared: &super::Shared<S>| {
        let _turn = turn;
        shared.engine.change_world(|world| {
            change(world, &app, &account).map_err(Problem::bad)?;
            let known = world.accounts().iter().find(|known| known.id == account);
            let permissions = known.and_then(|known| known.installations.get(&app));
            Ok(Json(json!({ "app": app, "account": account, "installed": permissions.is_some(), "permissions": permissions })))
        })
    };
    shared.0.work(work).await?
}
