//! The command line.

use crate::process::{Directory, command, output, process, process_of};
use crate::wire::{control, find, request_with};
use std::process::Output;

/// The one line of a failure.
fn failure(output: &Output) -> (Option<i32>, String) {
    let stderr = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.stdout.is_empty(), "it is not ready");
    if output.status.code() == Some(1) {
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
    (output.status.code(), stderr)
}

#[test]
fn prints_the_address_that_it_listens_on() {
    let server = process(&[]);
    assert_eq!(server.ready, format!("secret-store-emulator listening on http://{}\n", server.address));
    assert!(server.address.ip().is_loopback() && server.address.port() != 0);
}

#[test]
fn points_to_the_npm_package_for_ask_without_repeating_its_options() {
    for options in [&["ask"][..], &["ask", "sk_test_made_up", "--key=sk_test_made_up"], &["--port", "1", "ask", "--dry-run"]] {
        let (code, stderr) = failure(&output(options));
        assert_eq!(code, Some(1));
        assert!(stderr.contains("npx secret-store-emulator ask") && !stderr.contains("made_up"), "{stderr}");
    }
}

#[test]
fn names_a_port_that_is_taken() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, stderr) = failure(&output(&["--port", &port]));
    assert_eq!((code, stderr.contains(&port) && stderr.contains("--port")), (Some(1), true), "{stderr}");
}

#[test]
fn refuses_an_address_of_another_machine() {
    let (code, stderr) = failure(&output(&["--port", "0", "--host", "192.0.2.1"]));
    assert_eq!((code, stderr.contains("192.0.2.1")), (Some(1), true), "{stderr}");
}

#[test]
fn warns_of_an_address_that_other_machines_can_reach() {
    let server = process(&["--host", "0.0.0.0"]);
    server.signal("TERM");
    let (_, _, stderr) = server.end();
    assert!(stderr.contains("WARNING") && stderr.contains("other machines"), "{stderr}");
}

#[test]
fn names_a_database_that_cannot_be_opened() {
    let directory = Directory::new();
    let file = directory.file("none/here.db");
    let (code, stderr) = failure(&output(&["--port", "0", "--db", &file]));
    assert_eq!((code, stderr.contains(&file)), (Some(1), true), "{stderr}");
    let file = directory.file("text.db");
    std::fs::write(&file, "this is not a database, but long enough to look like the head of one, which has 100 bytes.......").unwrap();
    let (code, stderr) = failure(&output(&["--port", "0", "--db", &file]));
    assert_eq!((code, stderr.contains(&file)), (Some(1), true), "{stderr}");
}

#[test]
fn reports_an_invalid_world_without_its_payloads() {
    let directory = Directory::new();
    for (name, text) in [
        ("none.toml", None),
        ("world.yaml", Some("apps: []")),
        ("bad.toml", Some("[[apps]]\nid = 1")),
        ("bad.json", Some(r#"{"apps":[],"accounts":[]}"#)),
        ("secret.toml", Some("[[secrets]]\npayload = \"sk_live_payload\" nonsense")),
    ] {
        let file = directory.file(name);
        if let Some(text) = text {
            std::fs::write(&file, text).unwrap();
        }
        let (code, stderr) = failure(&output(&["--port", "0", "--world", &file]));
        assert_eq!((code, stderr.contains(&file)), (Some(1), true), "{stderr}");
        assert!(!stderr.contains("sk_live_payload"), "{stderr}");
    }
}

#[test]
fn reads_a_world_from_toml_and_json() {
    let directory = Directory::new();
    let toml = r#"
        [[apps]]
        id = "app_mine"
        owner = "acct_me"
        distribution = "uploaded"
        [[accounts]]
        id = "acct_shop"
        installed = ["app_mine"]
        [[secrets]]
        app = "app_mine"
        account = "acct_shop"
        name = "token"
        payload = "made up"
    "#;
    let json = r#"{"apps":[{"id":"app_mine","owner":"acct_me","distribution":"uploaded"}],"accounts":[{"id":"acct_shop","installed":["app_mine"]}],
        "secrets":[{"app":"app_mine","account":"acct_shop","name":"token","payload":"made up"}]}"#;
    for (name, text) in [("world.toml", toml), ("world.json", json)] {
        let file = directory.file(name);
        std::fs::write(&file, text).unwrap();
        let server = process(&["--world", &file]);
        let path = "/v1/apps/secrets/find?name=token&scope[type]=account&expand[]=payload";
        let answer = server.ask(request_with("GET", path, "Authorization: Bearer sk_test_app_mine\r\n", ""));
        assert_eq!(answer.json()["payload"], "made up");
    }
}

#[test]
fn reports_wrong_usage() {
    for (arguments, reason) in [
        (&["--prot", "1"][..], "--prot"),
        (&["--port", "65536"], "65536"),
        (&["--assumption", "scope_full"], "NAME=false"),
        (&["--assumption", "scope_full=maybe"], "NAME=true"),
        (&["--assumption", "no_such=false"], "There is no assumption `no_such`"),
        (&["--allow-origin", "app.example"], "https://app.example"),
        (&["--allow-origin", "null"], "https://app.example"),
        (&["--allow-host", "user@host"], "emulator.internal"),
    ] {
        let (code, stderr) = failure(&output(arguments));
        assert_eq!((code, stderr.contains(reason)), (Some(2), true), "{stderr}");
    }
}

#[test]
fn switches_an_assumption_off() {
    let server = process(&["--assumption", "route_before_key=false", "--assumption", "newest_first=false"]);
    assert_eq!(server.ask(request_with("GET", "/v1/customers", "", "")).status, 401);
}

#[test]
fn reads_options_from_the_environment() {
    let server = process_of(command(&[]).env("SECRET_STORE_EMULATOR_PORT", "0"));
    assert_eq!(server.ask(control("GET", "health", "")).json()["store"], "memory");
}

#[test]
fn prints_help_and_version() {
    let help = output(&["--help"]);
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(
        help.status.success() && ["--port", "--host", "--db", "--world", "--assumption", "12111"].iter().all(|part| text.contains(part)),
        "{text}"
    );
    let version = output(&["--version"]);
    assert_eq!(String::from_utf8(version.stdout).unwrap(), format!("secret-store-emulator {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn logs_requests_when_rust_log_is_info() {
    let server = process_of(command(&["--port", "0"]).env("RUST_LOG", "info"));
    server.ask(find("nothing"));
    server.signal("TERM");
    let (_, stdout, stderr) = server.end();
    assert_eq!((stdout.lines().count(), stderr.lines().count()), (1, 1), "{stderr}");
    for part in ["method=GET", "path=\"/v1/apps/secrets/find\"", "status=404", "code=\"resource_missing\"", "request_id=\"req_", "ms="] {
        assert!(stderr.contains(part), "no {part} in {stderr}");
    }
}

#[test]
fn reports_an_invalid_log_level_and_serves_requests() {
    let server = process_of(command(&["--port", "0"]).env("RUST_LOG", "a=b=c"));
    server.ask(find("nothing"));
    server.signal("TERM");
    let (status, _, stderr) = server.end();
    assert_eq!((status.code(), stderr.contains("RUST_LOG")), (Some(0), true));
}
