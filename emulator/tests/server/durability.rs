//! Secrets in a file outlive the process, however it ends.

use crate::process::{Directory, process};
use crate::wire::{control, find, request, set};

#[test]
fn keeps_an_acknowledged_write_after_a_kill() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    let server = process(&["--db", &file]);
    assert_eq!(server.ask(control("GET", "health", "")).json()["store"], "sqlite");
    let mut wire = server.wire();
    for number in 0..20 {
        assert_eq!(wire.ask(set("token", &number.to_string())).status, 200);
    }
    server.signal("KILL");
    assert_eq!(server.end().0.code(), None);
    let server = process(&["--db", &file]);
    assert_eq!(server.ask(find("token")).json()["payload"], "19");
}

#[test]
fn adds_the_secrets_of_the_world_once() {
    let directory = Directory::new();
    let file = directory.file("secrets.db");
    let server = process(&["--db", &file]);
    assert_eq!(server.ask(find("Bar%20API%20key")).status, 200);
    let deleted = server.ask(request("POST", "/v1/apps/secrets/delete", "name=Bar API key&scope[type]=account"));
    assert_eq!(deleted.status, 200, "{}", deleted.body);
    server.signal("TERM");
    assert_eq!(server.end().0.code(), Some(0));
    let server = process(&["--db", &file]);
    assert_eq!(server.ask(find("Bar%20API%20key")).status, 404, "what was deleted stays so");
    assert_eq!(server.ask(control("POST", "reset", "{}")).status, 200);
    assert_eq!(server.ask(find("Bar%20API%20key")).status, 200);
}

#[test]
fn stores_concurrent_writes_in_one_file() {
    let directory = Directory::new();
    let server = process(&["--db", &directory.file("secrets.db")]);
    std::thread::scope(|scope| {
        for client in 0..8 {
            let server = &server;
            scope.spawn(move || {
                let mut wire = server.wire();
                for round in 0..10 {
                    let payload = format!("{client}-{round}");
                    assert_eq!(wire.ask(set(&format!("name_{client}"), &payload)).status, 200);
                    assert_eq!(wire.ask(find(&format!("name_{client}"))).json()["payload"], payload.as_str());
                }
            });
        }
    });
}
