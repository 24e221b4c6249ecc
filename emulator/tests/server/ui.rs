//! The page that shows the emulator's inside.

use crate::process::{Directory, output, process};
use crate::running::running;
use crate::wire::{find, request, request_with};

const FILES: [(&str, &str); 3] = [
    ("/_emulator/ui", "text/html; charset=utf-8"),
    ("/_emulator/ui/page.css", "text/css; charset=utf-8"),
    ("/_emulator/ui/page.js", "text/javascript; charset=utf-8"),
];

#[test]
fn serves_a_page_that_can_load_only_its_own_files() {
    let server = running();
    for (path, kind) in FILES {
        let answer = server.ask(request("GET", path, ""));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let policy = answer.header("content-security-policy").unwrap();
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    }
    assert_eq!(server.ask(request("POST", "/_emulator/ui", "")).status, 405);
    assert_eq!(server.ask(request("GET", "/_emulator/ui/other.js", "")).status, 404);
    assert!(server.log().is_empty(), "the log has requests of the service alone");
}

#[test]
fn shows_the_state_without_keys_and_payloads() {
    let server = running();
    assert_eq!(server.set("token", "s3cret-payload").status, 200);
    let state = server.control("GET", "ui/state", "", 200);
    assert_eq!((&state["store"], &state["advanced_ms"], &state["resets"]), (&"memory".into(), &0.into(), &0.into()));
    assert_eq!(state["apps"][0]["id"], "app_a");
    assert_eq!(state["accounts"][0]["users"][1]["id"], "usr_2");
    let secrets = state["secrets"].as_array().unwrap();
    let own = secrets.iter().find(|secret| secret["name"] == "token").unwrap();
    assert_eq!((&own["account"], &own["apps"][0]), (&"acct_cactus".into(), &"app_a".into()));
    let text = state.to_string();
    for hidden in ["s3cret-payload", "payload", "made-up", "sk_", "ek_", "keys"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
}

#[test]
fn counts_resets_since_each_forgets_the_requests() {
    let server = running();
    server.set("token", "s3cret");
    server.control("POST", "reset", "", 200);
    assert_eq!((server.control("GET", "ui/state", "", 200)["resets"].as_u64(), server.log().len()), (Some(1), 0));
}

#[test]
fn gives_the_page_to_no_other_site() {
    let server = running();
    let refused = |headers: &str, path: &str| server.ask(request_with("GET", path, headers, "")).status;
    let paths = FILES.map(|(path, _)| path).into_iter().chain(["/_emulator/ui/state"]);
    for path in paths {
        for headers in [
            "Origin: https://evil.example\r\n",
            "Origin: null\r\n",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
        ] {
            assert_eq!(refused(headers, path), 403, "{headers} {path}");
        }
        let rebound = request("GET", path, "").replacen("Host: localhost", "Host: evil.example:12111", 1);
        assert_eq!(server.ask(rebound).status, 403, "{path}");
        assert_eq!(refused("Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n", path), 200, "{path}");
    }
}

#[test]
fn shows_secrets_of_a_file_that_the_world_does_not_have() {
    let directory = Directory::new();
    let (db, world) = (directory.file("secrets.db"), directory.file("world.toml"));
    process(&["--db", &db]).ask(request("POST", "/v1/apps/secrets", "name=old&payload=x&scope[type]=account"));
    let text = "[[apps]]\nid = \"app_x\"\nowner = \"acct_x\"\ndistribution = \"published\"\n[[accounts]]\nid = \"acct_y\"\ninstalled = [\"app_x\"]\n";
    std::fs::write(&world, text).unwrap();
    let server = process(&["--db", &db, "--world", &world]);
    let state = server.ask(request("GET", "/_emulator/ui/state", "")).json();
    assert_eq!((&state["accounts"][0]["id"], &state["accounts"][1]), (&"acct_y".into(), &serde_json::Value::Null));
    assert!(state["secrets"].as_array().unwrap().iter().any(|secret| secret["name"] == "old"));
}

#[test]
fn prints_the_address_of_a_running_server() {
    let server = process(&[]);
    let port = server.address.port().to_string();
    for arguments in [["inspect", "--port", &port], ["--port", &port, "inspect"]] {
        let printed = output(&arguments);
        assert_eq!(printed.status.code(), Some(0));
        assert_eq!(String::from_utf8(printed.stdout).unwrap(), format!("http://127.0.0.1:{port}/_emulator/ui\n"));
    }
    assert_eq!(server.ask(find("Bar%20API%20key")).status, 200);
}

#[test]
fn says_how_to_start_a_server_where_none_listens() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let failed = output(&["inspect", "--port", &free]);
    let stderr = String::from_utf8(failed.stderr).unwrap();
    assert_eq!((failed.status.code(), failed.stdout.is_empty()), (Some(1), true));
    assert!(stderr.contains(&free) && stderr.contains("Start one with `secret-store-emulator`"), "{stderr}");
}
