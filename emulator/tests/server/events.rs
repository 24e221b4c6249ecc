//! The log as it goes on.

use crate::running::{Running, running};
use crate::wire::{Wire, control, find, request_with};
use serde_json::Value;

fn listen(server: &Running, seen: Option<u64>) -> Wire {
    let seen = seen.map_or_else(String::new, |id| format!("Last-Event-ID: {id}\r\n"));
    let mut wire = server.wire();
    let head = wire.send(request_with("GET", "/_emulator/requests", &format!("Accept: text/event-stream\r\n{seen}"), "")).head().unwrap();
    assert_eq!((head.status, head.header("content-type")), (200, Some("text/event-stream")));
    wire
}

/// The next event's number and data.
fn next(wire: &mut Wire) -> (u64, Value) {
    let (mut id, mut data, mut event) = (None, None::<Value>, String::new());
    loop {
        let line = wire.line();
        match line.trim_end().split_once(": ") {
            Some(("id", value)) => id = value.parse().ok(),
            Some(("data", value)) => data = serde_json::from_str(value).ok(),
            Some(("event", value)) => event = value.to_owned(),
            _ => assert!(!line.is_empty(), "the stream ended"),
        }
        if let (Some(id), Some(data), "request") = (id, &data, event.as_str()) {
            return (id, data.clone());
        }
    }
}

fn name(entry: &Value) -> &str {
    entry["parameters"][0][1].as_str().unwrap()
}

#[test]
fn streams_each_request_as_it_arrives() {
    let server = running();
    server.find("before");
    let (mut one, mut other) = (listen(&server, None), listen(&server, None));
    server.find("first");
    server.find("second");
    for wire in [&mut one, &mut other] {
        let (first, second) = (next(wire), next(wire));
        assert_eq!((first.0, name(&first.1), second.0, name(&second.1)), (2, "first", 3, "second"));
        assert_eq!(first.1["status"], 404);
    }
}

#[test]
fn sends_missed_requests_to_a_listener_that_reconnects() {
    let server = running();
    for number in 1..=4 {
        server.find(&format!("name_{number}"));
    }
    let mut wire = listen(&server, Some(2));
    let (third, fourth) = (next(&mut wire), next(&mut wire));
    assert_eq!((third.0, name(&third.1), fourth.0, name(&fourth.1)), (3, "name_3", 4, "name_4"));
    server.find("name_5");
    assert_eq!(next(&mut wire).0, 5);
}

#[test]
fn sends_all_requests_for_a_number_of_an_earlier_process() {
    let server = running();
    server.find("only");
    assert_eq!(next(&mut listen(&server, Some(700))).0, 1);
}

#[test]
fn continues_the_numbers_after_a_reset() {
    let server = running();
    server.find("before");
    let mut wire = listen(&server, None);
    server.control("POST", "reset", "{}", 200);
    server.find("after");
    let (number, entry) = next(&mut wire);
    assert_eq!((number, name(&entry)), (2, "after"));
}

#[test]
fn sends_all_latest_requests_to_a_slow_listener() {
    let server = running();
    let mut wire = listen(&server, None);
    let mut client = server.wire();
    for number in 1..=900 {
        client.ask(find(&format!("name_{number}")));
    }
    for number in 1..=900 {
        assert_eq!(next(&mut wire).0, number);
    }
}

#[test]
fn keeps_serving_after_listeners_disconnect() {
    let server = running();
    for _ in 0..50 {
        listen(&server, None).close();
    }
    assert_eq!(server.find("name").status, 404);
    assert_eq!(server.ask(control("GET", "requests", "")).json()["data"].as_array().unwrap().len(), 1);
}
