//! Faults, as they are on the wire.

use crate::running::{Running, running, running_with};
use crate::wire::{find, set};
use secret_store_emulator::server::Limits;
use std::time::{Duration, Instant};

fn failing(fault: &str) -> Running {
    let server = running();
    assert_eq!(server.control("POST", "faults", fault, 201)["data"].as_array().unwrap().len(), 1);
    server
}

#[test]
fn closes_the_connection_without_a_byte_for_no_answer() {
    let server = failing(r#"{"kind":"no_answer"}"#);
    let mut wire = server.wire();
    assert_eq!(String::from_utf8(wire.send(set("token", "s3cret")).rest()).unwrap(), "");
    assert_eq!(server.find("token").json()["payload"], "s3cret", "it was carried out");
    assert_eq!(server.log()[0]["fault"], "no_answer");
}

#[test]
fn delivers_earlier_answers_before_a_fault_closes_the_connection() {
    let server = failing(r#"{"kind":"no_answer","method":"POST"}"#);
    let mut wire = server.wire();
    assert_eq!(wire.ask(find("Bar%20API%20key")).status, 200);
    assert!(wire.send(set("token", "s3cret")).rest().is_empty());
}

#[test]
fn sends_the_whole_length_and_half_the_body_for_cut_body() {
    let server = failing(r#"{"kind":"cut_body"}"#);
    let whole = server.control("GET", "health", "", 200);
    assert_eq!(whole["status"], "ok", "control routes do not fail");
    let mut wire = server.wire();
    let head = wire.send(find("Bar%20API%20key")).head().unwrap();
    let length: usize = head.header("content-length").unwrap().parse().unwrap();
    let half = wire.rest();
    assert_eq!((head.status, half.len()), (200, length / 2));
    let body = server.find("Bar%20API%20key").body;
    assert_eq!(body.len(), length);
    assert_eq!(half, &body.as_bytes()[..length / 2]);
}

#[test]
fn cuts_a_large_answer_in_the_middle() {
    let server = running();
    for number in 0..9 {
        assert_eq!(server.set(&format!("large_{number}"), &"%F0%9F%94%91".repeat(5_000)).status, 200);
    }
    server.control("POST", "faults", r#"{"kind":"cut_body"}"#, 201);
    let mut wire = server.wire();
    let list = crate::wire::request("GET", "/v1/apps/secrets?scope[type]=account&expand[]=data.payload", "");
    let length: usize = wire.send(list).head().unwrap().header("content-length").unwrap().parse().unwrap();
    assert!(length > 9 * 20_000);
    assert_eq!(wire.rest().len(), length / 2);
}

#[test]
fn delays_no_other_answer_while_one_hangs() {
    let server = failing(r#"{"kind":"hang"}"#);
    let mut wire = server.wire();
    wire.send(set("token", "s3cret"));
    assert!(wire.is_silent_for(Duration::from_millis(400)));
    assert_eq!(server.find("token").json()["payload"], "s3cret");
    assert_eq!(server.log()[0]["fault"], "hang", "it is in the log while it hangs");
}

#[test]
fn ends_a_hanging_answer_after_the_hang_time() {
    let server = running_with(Limits { hang_time: Duration::from_millis(300), ..Limits::default() });
    server.control("POST", "faults", r#"{"kind":"hang"}"#, 201);
    let began = Instant::now();
    assert!(server.wire().send(find("token")).rest().is_empty());
    assert!(began.elapsed() >= Duration::from_millis(250));
}

#[test]
fn delays_an_answer_by_the_latency() {
    let server = failing(r#"{"kind":"latency","delay_ms":300}"#);
    let began = Instant::now();
    assert_eq!(server.find("Bar%20API%20key").status, 200);
    assert!(began.elapsed() >= Duration::from_millis(300));
}

#[test]
fn sends_no_body_for_an_empty_answer() {
    let answer = failing(r#"{"kind":"empty"}"#).find("Bar%20API%20key");
    assert_eq!((answer.status, answer.header("content-length"), answer.body.as_str()), (403, Some("0"), ""));
}

#[test]
fn counts_a_status_fault_down() {
    let server = failing(r#"{"kind":"status","status":429,"count":2,"should_retry":false}"#);
    let answer = server.find("Bar%20API%20key");
    assert_eq!((answer.status, answer.header("stripe-should-retry")), (429, Some("false")));
    assert_eq!(server.control("GET", "faults", "", 200)["data"][0]["count"], 1);
    assert_eq!((server.find("Bar%20API%20key").status, server.find("Bar%20API%20key").status), (429, 200));
}
