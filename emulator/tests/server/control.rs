//! The control routes.

use crate::running::{running, running_as};
use crate::wire::{control, find, request_with, set};
use secret_store_emulator::server::Limits;
use serde_json::json;

#[test]
fn reports_the_store_the_version_and_the_clock_as_health() {
    let health = running().control("GET", "health", "", 200);
    assert_eq!((&health["status"], &health["store"], &health["advanced_ms"]), (&json!("ok"), &json!("memory"), &json!(0)));
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    assert!(health["now"].as_u64().unwrap() > 1_700_000_000);
}

#[test]
fn shows_the_world() {
    let world = running().control("GET", "world", "", 200);
    assert_eq!(world["apps"][0]["id"], "app_a");
    assert_eq!(world["accounts"][0]["users"][1]["id"], "usr_2");
    assert_eq!(world["accounts"][0]["installations"][0], json!({ "app": "app_a", "permissions": ["secret_write"] }));
    let keys = world["keys"].as_array().unwrap();
    assert!(keys.contains(&json!({ "key": "ek_test_app_a_usr_1", "app": "app_a", "user": "usr_1", "livemode": false })));
    assert!(keys.contains(&json!({ "key": "sk_live_app_b", "app": "app_b", "user": null, "livemode": true })));
}

#[test]
fn advances_the_clock_and_expires_secrets() {
    let server = running();
    let now = server.control("GET", "clock", "", 200)["now"].as_u64().unwrap();
    let end = now + 1_000;
    let body = format!("name=short&payload=s3cret&scope[type]=account&expires_at={end}");
    assert_eq!(server.ask(crate::wire::request("POST", "/v1/apps/secrets", &body)).status, 200);
    let clock = server.control("POST", "clock", r#"{"advance_ms":900000}"#, 200);
    assert_eq!(clock["advanced_ms"], 900_000);
    assert!(clock["now"].as_u64().unwrap() >= now + 900);
    assert_eq!(server.find("short").status, 200);
    assert_eq!(server.control("POST", "clock", r#"{"advance_ms":100000}"#, 200)["advanced_ms"], 1_000_000);
    assert_eq!(server.find("short").status, 404);
    assert_eq!(server.control("GET", "health", "", 200)["advanced_ms"], 1_000_000);
}

#[test]
fn refuses_to_move_the_clock_back_or_out_of_range() {
    let server = running();
    for bad in [
        r#"{"advance_ms":-1}"#,
        r#"{"advance_ms":1500}"#,
        r#"{"advance_ms":1.5}"#,
        r#"{"advance_ms":100000000001000}"#,
        r#"{"advance_ms":99999999999999999999}"#,
        "{}",
    ] {
        server.control("POST", "clock", bad, 400);
    }
    assert_eq!(server.control("POST", "clock", r#"{"advance_ms":100000000000000}"#, 200)["advanced_ms"], 100_000_000_000_000_u64);
    server.control("POST", "clock", r#"{"advance_ms":1000}"#, 400);
    assert_eq!(server.find("Bar%20API%20key").status, 200);
}

#[test]
fn revokes_and_grants_a_permission() {
    let server = running();
    let change = |granted: bool| {
        let body = json!({ "app": "app_a", "account": "acct_cactus", "permission": "secret_write", "granted": granted });
        server.control("POST", "permissions", &body.to_string(), 200)
    };
    assert_eq!(change(false), json!({ "app": "app_a", "account": "acct_cactus", "installed": true, "permissions": [] }));
    assert_eq!(server.set("token", "s3cret").status, 403);
    assert_eq!(change(true)["permissions"], json!(["secret_write"]));
    assert_eq!(server.set("token", "s3cret").status, 200);
}

#[test]
fn uninstalls_and_installs_an_app() {
    let server = running();
    let change = |installed: bool| {
        let body = json!({ "app": "app_a", "account": "acct_cactus", "installed": installed });
        server.control("POST", "installations", &body.to_string(), 200)
    };
    assert_eq!(change(false), json!({ "app": "app_a", "account": "acct_cactus", "installed": false, "permissions": null }));
    assert_eq!(server.find("Bar%20API%20key").status, 403);
    assert_eq!(change(true)["permissions"], json!(["secret_write"]));
    assert_eq!(server.find("Bar%20API%20key").status, 200);
}

#[test]
fn reports_an_unknown_app_with_the_known_apps() {
    let server = running();
    for (path, body) in [
        ("installations", r#"{"app":"app_x","account":"acct_cactus","installed":true}"#),
        ("permissions", r#"{"app":"app_x","account":"acct_cactus","permission":"secret_write","granted":true}"#),
    ] {
        let problem = server.control("POST", path, body, 400);
        assert_eq!(problem["error"]["message"], "There is no app `app_x` in this world. There is: app_a, app_b.");
    }
    let slip = r#"{"app":"app_a","account":"acct_cactus","permission":"secret_wrte","granted":false}"#;
    assert!(server.control("POST", "permissions", slip, 400)["error"]["message"].as_str().unwrap().contains("secret_write"));
}

#[test]
fn lists_and_removes_faults() {
    let server = running();
    assert_eq!(server.control("GET", "faults", "", 200), json!({ "data": [] }));
    server.control("POST", "faults", r#"{"kind":"hang"}"#, 201);
    let waiting = server.control("POST", "faults", r#"{"kind":"status","status":503,"count":2}"#, 201);
    assert_eq!((&waiting["data"][0]["kind"], &waiting["data"][1]["status"]), (&json!("hang"), &json!(503)));
    assert_eq!(server.control("DELETE", "faults", "", 200), json!({ "data": [] }));
    assert_eq!(server.find("Bar%20API%20key").status, 200);
    let problem = server.control("POST", "faults", r#"{"kind":"latency"}"#, 400);
    assert!(problem["error"]["message"].as_str().unwrap().contains("delay_ms"));
}

#[test]
fn switches_all_named_assumptions_or_none() {
    let server = running();
    let enabled = |name: &str| {
        let data = server.control("GET", "assumptions", "", 200);
        let entry = data["data"].as_array().unwrap().iter().find(|entry| entry["name"] == name).cloned().unwrap();
        assert!(["does", "instead", "why"].iter().all(|field| entry[field].as_str().is_some_and(|text| !text.is_empty())));
        entry["enabled"].as_bool().unwrap()
    };
    assert!(enabled("scope_full"));
    let problem = server.control("POST", "assumptions", r#"{"scope_full":false,"no_such":true}"#, 400);
    assert!(problem["error"]["message"].as_str().unwrap().contains("no_such"));
    assert!(enabled("scope_full"));
    server.control("POST", "assumptions", r#"{"scope_full":false,"newest_first":false}"#, 200);
    assert!(!enabled("scope_full") && !enabled("newest_first"));
    server.control("POST", "assumptions", r#"{"scope_full":true}"#, 200);
    assert!(enabled("scope_full") && !enabled("newest_first"));
}

#[test]
fn applies_the_assumptions_that_it_starts_with() {
    let server = running_as(Limits::default(), "127.0.0.1", &[("route_before_key", false)]);
    assert_eq!(server.ask(request_with("GET", "/v1/customers", "", "")).status, 401);
}

#[test]
fn refuses_unknown_routes_methods_and_fields() {
    let server = running();
    for (method, path, body, status) in [
        ("GET", "nothing", "", 404),
        ("GET", "", "", 404),
        ("POST", "health", "{}", 405),
        ("DELETE", "clock", "", 405),
        ("PUT", "faults", "{}", 405),
        ("POST", "clock", r#"{"advance_ms":1000,"more":2}"#, 400),
        ("POST", "reset", r#"{"sed":false}"#, 400),
        ("POST", "reset", "[]", 400),
        ("POST", "reset", "no json", 400),
        ("POST", "faults", r#"{"kind":"unheard"}"#, 400),
        ("POST", "faults", "{}", 400),
        ("POST", "assumptions", r#"{"scope_full":"no"}"#, 400),
        ("POST", "permissions", "{}", 400),
    ] {
        let problem = server.control(method, path, body, status);
        assert!(problem["error"]["message"].as_str().is_some_and(|message| message.len() > 10), "{method} {path}");
    }
    let large = server.ask(control("POST", "reset", &" ".repeat(300_000)));
    assert_eq!((large.status, large.header("connection")), (413, Some("close")));
    assert!(large.json()["error"]["message"].is_string());
}

#[test]
fn logs_requests_but_no_control_routes() {
    let server = running();
    server.set("token", "s3cret");
    server.find("token");
    let log = server.log();
    assert_eq!(log.len(), 2);
    assert_eq!((&log[0]["method"], &log[0]["status"], &log[0]["path"]), (&json!("POST"), &json!(200), &json!("/v1/apps/secrets")));
    assert_eq!(log[1]["caller"]["app"], "app_a");
    assert_eq!((&log[0]["answer"]["name"], &log[1]["answer"]["payload"]), (&json!("token"), &json!("[hidden]")));
    assert!(log.iter().all(|entry| entry["duration_us"].as_u64().is_some_and(|micros| micros > 0)));
    assert!(!log.iter().any(|entry| entry.to_string().contains("s3cret")));
}

#[test]
fn keeps_the_latest_thousand_requests_in_the_log() {
    let server = running();
    let mut wire = server.wire();
    for number in 0..1_005 {
        wire.ask(find(&format!("name_{number}")));
    }
    let log = server.log();
    assert_eq!(log.len(), 1_000);
    assert_eq!((&log[0]["parameters"][0][1], &log[999]["parameters"][0][1]), (&json!("name_5"), &json!("name_1004")));
}

#[test]
fn serves_the_api_and_control_routes_over_one_connection() {
    let server = running();
    let mut wire = server.wire();
    assert_eq!(wire.ask(control("GET", "health", "")).status, 200);
    assert_eq!(wire.ask(set("token", "s3cret")).status, 200);
    assert_eq!(wire.ask(control("POST", "reset", "")).status, 200);
    assert_eq!(wire.ask(find("token")).status, 404);
}
