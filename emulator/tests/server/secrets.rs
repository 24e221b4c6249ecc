//! Tests the route that lists all stored secrets for the emulator's user.

use crate::running::{Running, running};
use crate::wire::{request, request_with};
use serde_json::{Value, json};

fn secrets(server: &Running) -> Vec<Value> {
    server.control("GET", "secrets", "", 200)["data"].as_array().unwrap().clone()
}

/// The only one of this name.
fn named(server: &Running, name: &str) -> Value {
    let found: Vec<_> = secrets(server).into_iter().filter(|secret| secret["name"] == name).collect();
    assert_eq!(found.len(), 1, "{name}");
    found.into_iter().next().unwrap()
}

#[test]
fn lists_the_secrets_of_all_apps_and_users_without_payloads() {
    let server = running();
    let list = secrets(&server);
    assert_eq!(list.len(), 5);
    let text = json!(list).to_string();
    assert!(!text.contains("payload") && !text.contains("made-up"), "{text}");
    let secret = named(&server, "OAuth access token");
    assert_eq!((&secret["apps"], &secret["account"], &secret["user"]), (&json!(["app_b"]), &json!("acct_cactus"), &json!("usr_1")));
    assert_eq!((&secret["livemode"], secret["expires_at"].as_u64().unwrap() - secret["created"].as_u64().unwrap()), (&json!(false), 3_600));
    let account = named(&server, "Bar API key");
    assert_eq!((&account["user"], &account["expires_at"]), (&Value::Null, &Value::Null));
}

#[test]
fn shows_one_secret_with_its_payload() {
    let server = running();
    let listed = named(&server, "Bar API key");
    let path = format!("secrets/{}", listed["id"].as_str().unwrap());
    let mut shown = server.control("GET", &path, "", 200);
    assert_eq!(shown.as_object_mut().unwrap().remove("payload"), Some(json!("bar-made-up-key")));
    assert_eq!(shown, listed);
    for nothing in ["secrets/appsecret_0", "secrets/payload"] {
        server.control("GET", nothing, "", 404);
    }
    let stranger = request_with("GET", &format!("/_emulator/{path}"), "Origin: https://evil.example\r\n", "");
    assert_eq!(server.ask(stranger).status, 403);
}

#[test]
fn lists_the_results_of_earlier_operations() {
    let server = running();
    let id = server.set("token", "s3cret").json()["id"].clone();
    assert_eq!(named(&server, "token")["id"], id);
    let live = request("POST", "/v1/apps/secrets", "name=of_live&payload=s3cret&scope[type]=account");
    assert_eq!(server.ask(live.replace("sk_test_app_a", "sk_live_app_a")).status, 200);
    assert_eq!(named(&server, "of_live")["livemode"], true);
    assert_eq!(server.ask(request("POST", "/v1/apps/secrets/delete", "name=token&scope[type]=account")).status, 200);
    assert_eq!(secrets(&server).len(), 6);
    server.control("POST", "reset", r#"{"seed":false}"#, 200);
    assert!(secrets(&server).is_empty());
}

#[test]
fn omits_an_expired_secret() {
    let server = running();
    server.control("POST", "clock", r#"{"advance_ms":3600000}"#, 200);
    let names: Vec<_> = secrets(&server).into_iter().map(|secret| secret["name"].as_str().unwrap().to_owned()).collect();
    assert!(names.len() == 4 && !names.contains(&"OAuth access token".to_owned()), "{names:?}");
}

#[test]
fn logs_no_reads_of_the_control_route() {
    let server = running();
    secrets(&server);
    assert!(server.log().is_empty());
}
