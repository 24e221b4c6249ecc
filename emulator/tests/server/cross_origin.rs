//! Who may not use the control routes: other pages, by whatever name they come.

use crate::running::{running, running_as};
use crate::wire::{Answer, request, request_with};
use secret_store_emulator::server::Limits;

fn health(server: &crate::running::Running, headers: &str) -> Answer {
    server.ask(request_with("GET", "/_emulator/health", headers, ""))
}

#[test]
fn pages_of_this_machine_may() {
    let server = running();
    for origin in ["http://localhost:5173", "https://127.0.0.1:3000", "http://[::1]"] {
        let answer = health(&server, &format!("Origin: {origin}\r\n"));
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, Some(origin)));
        assert_eq!(answer.header("vary"), Some("origin"));
        let asked = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n";
        let preflight = request_with("OPTIONS", "/_emulator/reset", &format!("Origin: {origin}\r\n{asked}"), "");
        // 204 has no length.
        let preflight = server.wire().send(preflight).head().unwrap();
        assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, Some(origin)));
        assert!(preflight.header("access-control-allow-headers").unwrap().contains("content-type"));
    }
    assert_eq!(health(&server, "").header("access-control-allow-origin"), None);
}

#[test]
fn other_pages_may_not_and_change_nothing() {
    let server = running();
    server.set("token", "s3cret");
    for origin in ["https://evil.example", "null", "http://localhost.evil.example", "https://dashboard.stripe.com"] {
        let reset = request_with("POST", "/_emulator/reset", &format!("Origin: {origin}\r\nContent-Type: text/plain\r\n"), "{}");
        let answer = server.ask(reset);
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (403, None), "{origin}");
        assert!(answer.json()["error"]["message"].is_string());
        let preflight = server.ask(request_with("OPTIONS", "/_emulator/reset", &format!("Origin: {origin}\r\n"), ""));
        assert_eq!(preflight.status, 403);
    }
    assert_eq!(server.find("token").status, 200);
}

#[test]
fn a_name_that_was_made_to_lead_here_is_refused() {
    let server = running();
    let rebound = request("GET", "/_emulator/world", "").replacen("Host: localhost", "Host: evil.example:12111", 1);
    let answer = server.ask(rebound);
    assert_eq!(answer.status, 403);
    assert!(!answer.body.contains("sk_test"));
}

#[test]
fn the_service_itself_is_for_all_pages() {
    let server = running();
    let asked =
        request("GET", "/v1/apps/secrets?scope[type]=account", "").replacen("Host: localhost", "Host: api.stripe.test\r\nOrigin: null", 1);
    let answer = server.ask(asked);
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, Some("*")));
}

#[test]
fn a_server_for_other_machines_has_other_names_and_the_same_pages() {
    let mut server = running_as(Limits::default(), "0.0.0.0", &[]);
    server.address.set_ip([127, 0, 0, 1].into());
    let asked = request("GET", "/_emulator/health", "").replacen("Host: localhost", "Host: emulator:12111", 1);
    assert_eq!(server.ask(asked).status, 200);
    assert_eq!(health(&server, "Origin: https://evil.example\r\n").status, 403);
}
