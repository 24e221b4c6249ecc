//! Everything back to the start.

use crate::running::running_as;
use crate::wire::request_with;
use secret_store_emulator::server::Limits;

fn changed() -> crate::running::Running {
    let server = running_as(Limits::default(), "127.0.0.1", &[("route_before_key", false)]);
    server.set("token", "s3cret");
    server.set("Bar%20API%20key", "changed");
    server.control("POST", "assumptions", r#"{"route_before_key":true,"permission_body":false}"#, 200);
    server.control("POST", "clock", r#"{"advance_ms":5000000}"#, 200);
    server.control("POST", "permissions", r#"{"app":"app_a","account":"acct_cactus","permission":"secret_write","granted":false}"#, 200);
    server.control("POST", "faults", r#"{"kind":"status"}"#, 201);
    server
}

#[test]
fn restores_the_initial_state() {
    let server = changed();
    server.control("POST", "reset", "{}", 200);
    assert!(server.log().is_empty());
    assert_eq!(server.find("token").status, 404, "and no fault");
    assert_eq!(server.find("Bar%20API%20key").json()["payload"], "bar-made-up-key");
    assert_eq!(server.control("GET", "clock", "", 200)["advanced_ms"], 0);
    assert_eq!(server.set("token", "s3cret").status, 200, "the permission is back");
    assert_eq!(server.ask(request_with("GET", "/v1/customers", "", "")).status, 401, "as set at the start");
    let assumptions = server.control("GET", "assumptions", "", 200);
    let off: Vec<_> =
        assumptions["data"].as_array().unwrap().iter().filter(|entry| entry["enabled"] == false).map(|entry| &entry["name"]).collect();
    assert_eq!(off, ["route_before_key"]);
}

#[test]
fn leaves_the_store_empty_without_the_seed() {
    let server = changed();
    server.control("POST", "reset", r#"{"seed":false}"#, 200);
    assert_eq!(server.find("Bar%20API%20key").status, 404);
    server.control("POST", "reset", "", 200);
    assert_eq!(server.find("Bar%20API%20key").status, 200, "without a body, the default applies");
}
