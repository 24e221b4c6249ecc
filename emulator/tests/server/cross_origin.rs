//! Only some pages may use the server, and only by names of this machine.

use crate::process::process;
use crate::running::{running, running_as};
use crate::wire::{Answer, request, request_with, set};
use secret_store_emulator::server::Limits;

fn health(server: &crate::running::Running, headers: &str) -> Answer {
    server.ask(request_with("GET", "/_emulator/health", headers, ""))
}

#[test]
fn lets_pages_of_this_machine_use_the_control_routes() {
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
fn refuses_control_routes_to_other_pages_and_changes_nothing() {
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
fn refuses_control_routes_under_a_rebound_host_name() {
    let server = running();
    let rebound = request("GET", "/_emulator/world", "").replacen("Host: localhost", "Host: evil.example:12111", 1);
    let answer = server.ask(rebound);
    assert_eq!(answer.status, 403);
    assert!(!answer.body.contains("sk_test"));
}

/// A list, as a page of this origin asks for it at this host.
fn list(host: &str, headers: &str) -> String {
    request("GET", "/v1/apps/secrets?scope[type]=account", "").replacen("Host: localhost", &format!("Host: {host}{headers}"), 1)
}

#[test]
fn lets_pages_of_this_machine_and_sandboxes_use_the_service() {
    let server = running();
    for headers in ["", "\r\nOrigin: null", "\r\nOrigin: http://localhost:5173", "\r\nOrigin: http://[::1]:3000"] {
        for host in ["localhost", "LOCALHOST:12111", "127.0.0.1:12111", "[::1]:12111"] {
            let answer = server.ask(list(host, headers));
            assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, Some("*")), "{host}{headers}");
        }
    }
}

#[test]
fn keeps_other_pages_from_reading_and_writing_secrets() {
    let server = running();
    for origin in ["https://evil.example", "http://localhost.evil.example", "https://dashboard.stripe.com", "http://192.168.0.7"] {
        let write = set("planted", "x").replacen("Host: localhost", &format!("Host: localhost\r\nOrigin: {origin}"), 1);
        let preflight =
            request_with("OPTIONS", "/v1/apps/secrets", &format!("Origin: {origin}\r\nAccess-Control-Request-Method: POST\r\n"), "");
        for asked in [list("localhost", &format!("\r\nOrigin: {origin}")), write, preflight] {
            let answer = server.ask(asked);
            assert_eq!((answer.status, answer.header("access-control-allow-origin")), (403, None), "{origin}");
            assert!(answer.json()["error"]["message"].as_str().unwrap().contains("--allow-origin"));
            assert!(!answer.body.contains("Bar API key"));
        }
    }
    assert_eq!(server.find("planted").status, 404);
    assert_eq!(server.log()[0]["status"], 403, "who runs the emulator sees that a page tried");
}

#[test]
fn refuses_the_service_under_a_rebound_host_name() {
    let server = running();
    for host in ["evil.example:12111", "localhost.evil.example", "0.0.0.0:12111", ""] {
        let answer = server.ask(list(host, ""));
        assert_eq!(answer.status, 403, "{host}");
        assert!(!answer.body.contains("Bar API key"));
    }
}

#[test]
fn accepts_the_origin_and_the_host_of_the_command_line() {
    let server = process(&["--allow-origin", "https://app.example", "--allow-host", "emulator.internal"]);
    let origin = "\r\nOrigin: https://app.example";
    assert_eq!(server.ask(list("emulator.internal:12111", origin)).status, 200);
    assert_eq!(server.ask(request_with("GET", "/_emulator/world", "Origin: https://app.example\r\n", "")).status, 200);
    assert_eq!(server.ask(list("localhost", "\r\nOrigin: https://other.example")).status, 403);
    assert_eq!(server.ask(list("other.internal", "")).status, 403);
}

#[test]
fn accepts_other_hosts_but_no_other_pages_for_other_machines() {
    let mut server = running_as(Limits::default(), "0.0.0.0", &[]);
    server.address.set_ip([127, 0, 0, 1].into());
    let asked = request("GET", "/_emulator/health", "").replacen("Host: localhost", "Host: emulator:12111", 1);
    assert_eq!(server.ask(asked).status, 200);
    assert_eq!(health(&server, "Origin: https://evil.example\r\n").status, 403);
}
