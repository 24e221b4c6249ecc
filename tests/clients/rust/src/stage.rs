//! The stage: a server before the emulator that knows the cases.

use crate::case::Case;
use crate::outcome::outcome;
use serde_json::Value;

/// Runs each case at this stage, and reports its outcome.
pub async fn run(stage: &str) {
    let table: Value = serde_json::from_str(&ask(&format!("{stage}/_stage/cases"), None).await).expect("a table");
    for (index, case) in table.as_array().expect("cases").iter().enumerate() {
        ask(&format!("{stage}/_stage/begin/{index}"), Some(String::new())).await;
        let outcome = outcome(&Case { stage, json: case }).await;
        ask(&format!("{stage}/_stage/end/{index}"), Some(outcome.to_string())).await;
    }
}

/// Sends a request of the stage's or the emulator's own, a `POST` if it has a body, and returns the body of the answer.
#[cfg(not(target_family = "wasm"))]
pub async fn ask(url: &str, body: Option<String>) -> String {
    use rustls::{ClientConfig, RootCertStore, crypto::ring};
    use std::sync::Arc;
    // Without a configuration of TLS, which the stage does not have, reqwest asks for a provider of the whole process.
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let tls = tls.expect("versions").with_root_certificates(RootCertStore::empty()).with_no_client_auth();
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).build().expect("a client");
    let request = match body {
        Some(body) => client.post(url).body(body),
        None => client.get(url),
    };
    let response = request.send().await.expect("the stage answers");
    assert!(response.status().is_success(), "{url}: {}", response.status());
    response.text().await.expect("a body")
}

/// Sends a request of the stage's own, a `POST` if it has a body, and returns the body of the answer.
#[cfg(target_family = "wasm")]
pub async fn ask(url: &str, body: Option<String>) -> String {
    use gloo_net::http::Request;
    let request = match body {
        Some(body) => Request::post(url).body(body),
        None => Request::get(url).build(),
    };
    let response = request.expect("a request").send().await.expect("the stage answers");
    assert!(response.ok(), "{url}: {}", response.status());
    response.text().await.expect("a body")
}
