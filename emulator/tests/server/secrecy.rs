//! Nothing that is secret comes into a log, whatever is logged and wherever a client puts it.

use crate::process::{Directory, command, process_of};
use crate::wire::{control, request, request_with};

/// Stands for everything secret, so that one search finds it all.
const SECRET: &str = "kept5ecretXYZ";

/// `SECRET` in every place of a request, well-formed ones and others.
fn requests() -> Vec<Vec<u8>> {
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let key = format!("Authorization: Bearer sk_test_{SECRET}\r\n");
    let whole = [
        request("POST", "/v1/apps/secrets", &format!("name=token&payload={SECRET}&scope[type]=account")),
        request("POST", "/v1/apps/secrets", &format!("name=token&paylaod={SECRET}&scope[type]=account")),
        request("POST", "/v1/apps/secrets", &format!("{SECRET}={SECRET}")),
        request("POST", "/v1/apps/secrets/delete", &format!("name=token&payload={SECRET}&scope[type]=account")),
        request("POST", &format!("/v1/apps/secrets?payload={SECRET}"), "name=token&scope[type]=account"),
        request("GET", "/v1/apps/secrets/find?name=token&scope[type]=account&expand[]=payload", ""),
        request("GET", &format!("/v1/apps/secrets/find?name={SECRET}&scope[type]=account"), ""),
        request("GET", &format!("/v1/apps/secrets/find?payload={SECRET}"), ""),
        request("GET", &format!("/v1/apps/secrets/find&payload={SECRET}"), ""),
        request("GET", &format!("/v1/customers?key={SECRET}"), &format!("payload={SECRET}")),
        request_with("POST", "/v1/apps/secrets", &format!("{key}{form}"), "name=token&payload=p&scope[type]=account"),
        request_with("GET", "/v1/apps/secrets?scope[type]=account", &key, ""),
        request_with("GET", "/v1/apps/secrets?scope[type]=account", &format!("Authorization: {SECRET}\r\n"), ""),
        request_with("GET", "/v1/apps/secrets?scope[type]=account", &format!("Authorization: Basic {SECRET}\r\n"), ""),
        request_with(
            "GET",
            "/v1/apps/secrets?scope[type]=account",
            &format!("Stripe-Version: {SECRET}\r\nIdempotency-Key: {SECRET}\r\n"),
            "",
        ),
        request_with("PATCH", &format!("/v1/apps/secrets?{SECRET}"), &key, SECRET),
        request_with("GET", &format!("/_emulator/world?key={SECRET}"), &key, SECRET),
        request_with("GET", "/_emulator/world", &format!("Origin: http://{SECRET}\r\n"), ""),
        request_with("GET", &format!("/_emulator/nothing?key={SECRET}"), &key, ""),
        control("POST", "faults", &format!(r#"{{"kind":"{SECRET}"}}"#)),
        control("POST", "faults", &format!(r#"{{"{SECRET}":"{SECRET}"}}"#)),
        control("POST", "clock", &format!(r#"{{"advance_ms":"{SECRET}"}}"#)),
        control("POST", "reset", SECRET),
        control("POST", "assumptions", &format!(r#"{{"{SECRET}":true}}"#)),
        control("POST", "installations", &format!(r#"{{"app":"{SECRET}","account":"{SECRET}","installed":true}}"#)),
        // Too large.
        request("POST", "/v1/apps/secrets", &format!("payload={}", SECRET.repeat(30_000))),
        request_with("GET", "/v1/apps/secrets", &format!("X-Large: {}\r\n", SECRET.repeat(20_000)), ""),
        // No HTTP, in each part of it.
        format!("{SECRET}\r\n\r\n"),
        format!("GET /{SECRET}\r\n\r\n"),
        format!("GET /v1/apps/secrets?payload={SECRET} HTTP/{SECRET}\r\n\r\n"),
        format!("GET /v1?payload= {SECRET} HTTP/1.1\r\n\r\n"),
        format!("GET /v1 HTTP/1.1\r\n{SECRET}\r\n\r\n"),
        format!("GET /v1 HTTP/1.1\r\n{SECRET} : {SECRET}\r\n\r\n"),
        format!("GET /v1 HTTP/1.1\r\nAuthorization: {SECRET}\u{1}\r\n\r\n"),
        format!("POST /v1 HTTP/1.1\r\nContent-Length: {SECRET}\r\n\r\n"),
        format!("POST /v1 HTTP/1.1\r\nTransfer-Encoding: {SECRET}\r\n\r\n"),
    ];
    let mut all: Vec<_> = whole.into_iter().map(String::into_bytes).collect();
    all.push(
        [request("POST", "/v1/apps/secrets", "????????????????").trim_end_matches('?').as_bytes(), SECRET.as_bytes(), b"\xff\xfe?"]
            .concat(),
    );
    all
}

/// Requests that end too early.
fn cut() -> [String; 3] {
    let key = format!("Authorization: Bearer sk_test_{SECRET}\r\n");
    [
        format!("POST /v1/apps/secrets HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{SECRET}\r\n"),
        format!("POST /v1/apps/secrets HTTP/1.1\r\nHost: localhost\r\n{key}Content-Length: 999\r\n\r\npayload={SECRET}"),
        format!("POST /v1/apps/secrets HTTP/1.1\r\nHost: localhost\r\n{key}"),
    ]
}

fn logged(arguments: &[&str]) -> String {
    let directory = Directory::new();
    let world = directory.file("world.toml");
    let text = format!(
        "[[apps]]\nid = \"app_a\"\nowner = \"acct_maker\"\ndistribution = \"published\"\n\
         [[accounts]]\nid = \"acct_cactus\"\ninstalled = [\"app_a\"]\n\
         [[keys]]\nkey = \"sk_test_{SECRET}\"\napp = \"app_a\"\n\
         [[secrets]]\napp = \"app_a\"\naccount = \"acct_cactus\"\nname = \"seed\"\npayload = \"{SECRET}\"\n"
    );
    std::fs::write(&world, text).unwrap();
    let db = directory.file("secrets.db");
    let mut started = command(&["--port", "0", "--world", &world]);
    if arguments == ["--db"] {
        started.args(["--db", &db]);
    }
    let server = process_of(started.env("RUST_LOG", "trace"));
    for fault in ["no_answer", "cut_body", "broken_json", "wrong_content_type"] {
        server.ask(control("POST", "faults", &format!(r#"{{"kind":"{fault}"}}"#)));
        let set = request("POST", "/v1/apps/secrets", &format!("name=f&payload={SECRET}&scope[type]=account&expand[]=payload"));
        server.wire().send(set).head();
    }
    for request in requests() {
        let mut wire = server.wire();
        wire.try_send(&request);
        wire.head();
    }
    for request in cut() {
        server.wire().send_in_full(request).rest();
    }
    server.signal("TERM");
    let (status, stdout, stderr) = server.end();
    assert_eq!(status.code(), Some(0));
    format!("{stdout}{stderr}")
}

#[test]
fn logs_no_payload_key_or_query() {
    for arguments in [&[][..], &["--db"]] {
        let log = logged(arguments);
        // The search would find it: the requests are there.
        assert!(log.lines().filter(|line| line.contains("request_id=")).count() > 20, "{log}");
        let lines: Vec<_> = log.lines().filter(|line| line.contains(SECRET) || line.contains("payload") || line.contains('?')).collect();
        assert!(lines.is_empty(), "{lines:#?}");
    }
}
