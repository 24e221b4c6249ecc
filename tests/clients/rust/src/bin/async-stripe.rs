//! Makes the Secret Store's four calls with async-stripe, as one of its users would write them. Each prints one line of JSON: the decoded answer or the
//! error. `EMULATOR_URL` and `EMULATOR_KEY` name the server and the key, and `EMULATOR_USER` the user. Unset, it means the account's secrets.

use serde_json::{Value, json};
use std::convert::Infallible;
use std::str::FromStr;
use stripe::{ClientBuilder, StripeError};
use stripe_connect::AppsSecret;
use stripe_connect::apps_secret::{
    CreateAppsSecret, CreateAppsSecretScope, DeleteWhereAppsSecret, DeleteWhereAppsSecretScope, FindAppsSecret, FindAppsSecretScope,
    ListAppsSecret, ListAppsSecretScope,
};

const NAME: &str = "OAuth token";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = ClientBuilder::new(std::env::var("EMULATOR_KEY")?).url(std::env::var("EMULATOR_URL")?).build()?;
    let client = &client;
    let user = std::env::var("EMULATOR_USER").ok();
    let user = || user.clone();

    let scope = CreateAppsSecretScope { type_: kind(&user()), user: user() };
    let create = CreateAppsSecret::new(NAME, "päylöad & more", scope).expires_at(4_000_000_000_i64);
    tell("create", create.send(client).await.map(shown));

    let scope = FindAppsSecretScope { type_: kind(&user()), user: user() };
    tell("find", FindAppsSecret::new(NAME, scope.clone()).send(client).await.map(shown));
    let expanded = FindAppsSecret::new(NAME, scope.clone()).expand(["payload".to_owned()]);
    tell("find, expanded", expanded.send(client).await.map(shown));
    tell("find a missing secret", FindAppsSecret::new("nothing", scope).send(client).await.map(shown));

    let scope = ListAppsSecretScope { type_: kind(&user()), user: user() };
    let list = ListAppsSecret::new(scope).limit(5).send(client).await;
    tell("list", list.map(|page| json!({ "data": page.data.into_iter().map(shown).collect::<Vec<_>>(), "has_more": page.has_more })));

    let scope = DeleteWhereAppsSecretScope { type_: kind(&user()), user: user() };
    tell("delete", DeleteWhereAppsSecret::new(NAME, scope).send(client).await.map(shown));
    Ok(())
}

/// Parses the scope's type. Each call has its own type for it.
fn kind<T: FromStr<Err = Infallible>>(user: &Option<String>) -> T {
    let Ok(kind) = if user.is_some() { "user" } else { "account" }.parse();
    kind
}

fn shown(secret: AppsSecret) -> Value {
    json!({
        "id": secret.id.as_str(),
        "name": secret.name,
        "payload": secret.payload,
        "expires_at": secret.expires_at,
        "livemode": secret.livemode,
        "deleted": secret.deleted,
        "scope": { "type": secret.scope.type_.as_str(), "user": secret.scope.user },
    })
}

fn tell(call: &str, outcome: Result<Value, StripeError>) {
    let line = match outcome {
        Ok(answer) => json!({ "call": call, "answer": answer }),
        Err(StripeError::Stripe(error, status)) => {
            json!({ "call": call, "error": { "status": status, "code": error.code.map(|code| code.to_string()), "param": error.param } })
        }
        Err(error) => json!({ "call": call, "error": { "client": error.to_string() } }),
    };
    println!("{line}");
}
