//! Compares this client with async-stripe, over the emulator at `EMULATOR_URL`. Without an argument it prints a line of JSON for each operation and each refusal:
//! the result of both. With the argument `time` it prints how long each operation takes, as a ratio.

use rust_clients::ask;
use serde_json::json;
use std::convert::Infallible;
use std::str::FromStr;
use std::time::{Duration, Instant};
use stripe::{Client, ClientBuilder, StripeError};
use stripe_connect::apps_secret::{
    CreateAppsSecret, CreateAppsSecretScope, DeleteWhereAppsSecret, DeleteWhereAppsSecretScope, FindAppsSecret, FindAppsSecretScope,
    ListAppsSecret, ListAppsSecretScope,
};
use stripe_secret_store::{CreateSecret, DeleteSecret, Error, FindSecret, ListSecrets, Scope, SecretStoreClient};

const KEY: &str = "sk_test_app_a";

#[derive(Clone, Copy)]
enum Operation {
    Create,
    Find,
    List,
    Delete,
}

use Operation::{Create, Delete, Find, List};

/// Stands for nine more secrets, in place of a route.
const FILL: &str = "fill";

/// The operations and refusals: a title, the call, and the controls of the emulator before it, by route.
const SITUATIONS: &[(&str, Operation, &str, &[(&str, &str)])] = &[
    ("a secret is created", Create, "token", &[]),
    ("a secret is found", Find, "stored", &[]),
    ("a scope is listed", List, "", &[]),
    ("a secret is deleted", Delete, "stored", &[]),
    ("a secret is deleted, and the answer has all of it", Delete, "stored", &[("assumptions", r#"{"short_delete_answer":false}"#)]),
    ("there is no secret to find", Find, "nothing", &[]),
    ("there is no secret to delete", Delete, "nothing", &[]),
    ("the name is empty", Create, "", &[]),
    ("the name is a card number", Create, "4242424242424242", &[]),
    ("the scope is full", Create, "token", &[(FILL, "")]),
    (
        "the permission was not granted",
        Create,
        "token",
        &[("permissions", r#"{"app":"app_a","account":"acct_cactus","permission":"secret_write","granted":false}"#)],
    ),
    ("the app is not installed", List, "", &[("installations", r#"{"app":"app_a","account":"acct_cactus","installed":false}"#)]),
    ("an answer of 400", Create, "token", &[("faults", r#"{"kind":"status","status":400}"#)]),
    ("an answer of 401", Create, "token", &[("faults", r#"{"kind":"status","status":401}"#)]),
    ("an answer of 403 without a body", Create, "token", &[("faults", r#"{"kind":"empty"}"#)]),
    ("an answer of 409", Create, "token", &[("faults", r#"{"kind":"status","status":409}"#)]),
    ("an answer of 429", Create, "token", &[("faults", r#"{"kind":"status","status":429}"#)]),
    ("an answer of 500", Create, "token", &[("faults", r#"{"kind":"status","status":500}"#)]),
    ("an answer whose JSON is cut", Find, "stored", &[("faults", r#"{"kind":"broken_json"}"#)]),
    ("an answer whose body is cut", Find, "stored", &[("faults", r#"{"kind":"cut_body"}"#)]),
    ("no answer", Find, "stored", &[("faults", r#"{"kind":"no_answer"}"#)]),
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::var("EMULATOR_URL").expect("EMULATOR_URL");
    let ours = SecretStoreClient::builder(KEY).base_url(&url).max_network_retries(0).build().expect("a client");
    let theirs = ClientBuilder::new(KEY).url(format!("{url}/")).build().expect("a client");
    if std::env::args().any(|argument| argument == "time") {
        return measure(&url, &ours, &theirs).await;
    }
    for (title, operation, name, controls) in SITUATIONS {
        prepare(&url, &ours, controls).await;
        let of_ours = call(&ours, *operation, name).await.unwrap_or_else(|error| error.code().as_str());
        prepare(&url, &ours, controls).await;
        let of_theirs = call_theirs(&theirs, *operation, name).await.map_or_else(|error| words(&error), |()| "answer".to_owned());
        println!("{}", json!({ "situation": title, "ours": of_ours, "theirs": of_theirs }));
    }
}

/// Empties the store but for one secret, and sets the controls.
async fn prepare(url: &str, secrets: &SecretStoreClient, controls: &[(&str, &str)]) {
    ask(&format!("{url}/_emulator/reset"), Some(r#"{"seed":false}"#.to_owned())).await;
    ask(&format!("{url}/_emulator/assumptions"), Some(r#"{"short_delete_answer":true}"#.to_owned())).await;
    secrets.create_secret(CreateSecret::new("stored", "made-up", Scope::Account)).await.expect("a secret");
    for (route, body) in controls {
        if *route == FILL {
            for number in 1..10 {
                secrets.create_secret(CreateSecret::new(number.to_string(), "made-up", Scope::Account)).await.expect("a secret");
            }
            continue;
        }
        ask(&format!("{url}/_emulator/{route}"), Some((*body).to_owned())).await;
    }
}

async fn call(secrets: &SecretStoreClient, operation: Operation, name: &str) -> Result<&'static str, Error> {
    match operation {
        Create => secrets.create_secret(CreateSecret::new(name, "made-up", Scope::Account)).await.map(drop),
        Find => return secrets.find_secret(FindSecret::new(name, Scope::Account)).await.map(|found| found.map_or("None", |_| "answer")),
        List => secrets.list_secrets(ListSecrets::new(Scope::Account)).await.map(drop),
        Delete => secrets.delete_secret(DeleteSecret::new(name, Scope::Account)).await.map(drop),
    }?;
    Ok("answer")
}

async fn call_theirs(client: &Client, operation: Operation, name: &str) -> Result<(), StripeError> {
    match operation {
        Create => {
            let scope = CreateAppsSecretScope { type_: account(), user: None };
            CreateAppsSecret::new(name, "made-up", scope).send(client).await.map(drop)
        }
        Find => {
            let scope = FindAppsSecretScope { type_: account(), user: None };
            FindAppsSecret::new(name, scope).expand(["payload".to_owned()]).send(client).await.map(drop)
        }
        List => ListAppsSecret::new(ListAppsSecretScope { type_: account(), user: None }).send(client).await.map(drop),
        Delete => {
            let scope = DeleteWhereAppsSecretScope { type_: account(), user: None };
            DeleteWhereAppsSecret::new(name, scope).send(client).await.map(drop)
        }
    }
}

/// Returns the scope's type. Each call has its own type for it.
fn account<T: FromStr<Err = Infallible>>() -> T {
    let Ok(kind) = "account".parse();
    kind
}

/// Returns what a caller can tell errors of async-stripe apart by.
fn words(error: &StripeError) -> String {
    match error {
        StripeError::Stripe(error, status) => {
            let code = error.code.as_ref().map_or_else(|| "no code".to_owned(), ToString::to_string);
            format!("Stripe({status}, {code})")
        }
        StripeError::JSONDeserialize(_) => "JSONDeserialize".to_owned(),
        StripeError::ClientError(_) => "ClientError".to_owned(),
        StripeError::ConfigError(_) => "ConfigError".to_owned(),
        StripeError::Timeout => "Timeout".to_owned(),
    }
}

/// Measures each operation with both clients in turn.
async fn measure(url: &str, ours: &SecretStoreClient, theirs: &Client) {
    // async-stripe cannot decode the short answer.
    prepare(url, ours, &[("assumptions", r#"{"short_delete_answer":false}"#)]).await;
    for (title, operation) in [("create", Create), ("find", Find), ("list", List), ("delete", Delete)] {
        let (mut of_ours, mut of_theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            // Each client creates what it deletes: the first call after a pause is slower.
            if matches!(operation, Delete) {
                call(ours, Create, "stored").await.expect("an answer");
            }
            let start = Instant::now();
            call(ours, operation, "stored").await.expect("an answer");
            of_ours.push(start.elapsed());
            if matches!(operation, Delete) {
                call_theirs(theirs, Create, "stored").await.expect("an answer");
            }
            let start = Instant::now();
            call_theirs(theirs, operation, "stored").await.expect("an answer");
            of_theirs.push(start.elapsed());
        }
        let (of_ours, of_theirs) = (median(of_ours), median(of_theirs));
        let ratio = of_ours.as_secs_f64() / of_theirs.as_secs_f64();
        println!("{title}: {} µs, and {} µs with async-stripe: {ratio:.2}", of_ours.as_micros(), of_theirs.as_micros());
    }
}

/// The number of calls of each operation.
const ROUNDS: usize = 1_000;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
