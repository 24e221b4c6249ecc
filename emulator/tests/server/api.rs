//! The emulated service over HTTP.

use crate::running::running;
use crate::wire::{KEY, find, request, request_with, set};

#[test]
fn sets_and_finds_a_secret_over_one_connection() {
    let server = running();
    let mut wire = server.wire();
    let answer = wire.ask(set("token", "s3cret"));
    assert_eq!((answer.status, answer.version.as_str()), (200, "HTTP/1.1"));
    assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string().as_str()));
    assert!(answer.header("date").is_some());
    assert!(answer.header("request-id").is_some_and(|id| id.starts_with("req_")));
    assert_eq!(wire.ask(find("token")).json()["payload"], "s3cret");
}

#[test]
fn has_the_secrets_of_the_world_from_the_start() {
    assert_eq!(running().find("Bar%20API%20key").json()["payload"], "bar-made-up-key");
}

#[test]
fn identifies_the_caller_by_the_key() {
    let server = running();
    let ask = |key: &str| {
        let headers = format!("Authorization: Bearer {key}\r\n");
        server.ask(request_with("GET", "/v1/apps/secrets/find?name=Bar+API+key&scope[type]=account", &headers, "")).status
    };
    assert_eq!((ask("sk_test_app_a"), ask("sk_live_app_a"), ask("sk_test_app_b"), ask("sk_test_nobody")), (200, 404, 404, 401));
}

#[test]
fn answers_an_unknown_route_as_the_engine_does() {
    let server = running();
    for path in ["/", "/v1", "/v1/customers", "/_emulatory", "/favicon.ico", "//_emulator/health"] {
        let (status, message) = server.ask(request("GET", path, "")).error();
        assert_eq!((status, message.contains("Unrecognized request URL")), (404, true), "{path}");
    }
    assert_eq!(server.log().len(), 6);
}

#[test]
fn sends_a_length_of_zero_for_an_answer_without_a_body() {
    let server = running();
    let answer = server.ask(request_with("OPTIONS", "/v1/apps/secrets", "Origin: null\r\nAccess-Control-Request-Method: POST\r\n", ""));
    assert_eq!((answer.status, answer.header("content-length"), answer.header("access-control-allow-origin")), (200, Some("0"), Some("*")));
    assert!(server.log().is_empty(), "a preflight is not logged");
}

#[test]
fn ignores_the_body_of_a_get() {
    let server = running();
    let mut wire = server.wire();
    let path = "/v1/apps/secrets/find?name=Bar+API+key&scope[type]=account";
    assert_eq!(wire.ask(request("GET", path, "name=another&unknown=1")).status, 200);
    let not_utf8 = [request("GET", path, "??").trim_end_matches('?').as_bytes(), b"\xff\xfe"].concat();
    assert_eq!(wire.ask(not_utf8).status, 200);
}

#[test]
fn reads_an_absolute_url_as_its_path() {
    let answer = running().ask(request("GET", "http://localhost/v1/apps/secrets?scope[type]=account", ""));
    assert_eq!(answer.json()["object"], "list");
}

#[test]
fn accepts_a_header_that_is_not_utf8() {
    let mut asked =
        format!("GET /v1/apps/secrets?scope[type]=account HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {KEY}\r\n").into_bytes();
    asked.extend_from_slice(b"Idempotency-Key: \xff\xfe\r\nX-Strange: \x80\r\n\r\n");
    assert_eq!(running().ask(asked).status, 200);
}

#[test]
fn answers_all_concurrent_requests() {
    let server = running();
    std::thread::scope(|scope| {
        for client in 0..8 {
            let server = &server;
            scope.spawn(move || {
                let mut wire = server.wire();
                for round in 0..25 {
                    let payload = format!("{client}-{round}");
                    assert_eq!(wire.ask(set(&format!("name_{client}"), &payload)).status, 200);
                    assert_eq!(wire.ask(find(&format!("name_{client}"))).json()["payload"], payload.as_str());
                }
            });
        }
    });
    assert_eq!(server.log().len(), 8 * 25 * 2);
}

#[test]
fn answers_head_with_the_headers_of_get() {
    let server = running();
    let mut wire = server.wire();
    let get = wire.ask(find("Bar%20API%20key"));
    let head = wire.send(find("Bar%20API%20key").replacen("GET", "HEAD", 1)).head().unwrap();
    assert_eq!((head.status, head.header("content-length")), (200, Some(get.body.len().to_string().as_str())));
    assert_eq!(head.header("content-type"), get.header("content-type"));
    assert_eq!(wire.ask(find("Bar%20API%20key")).status, 200, "no body is left on the connection");
}
