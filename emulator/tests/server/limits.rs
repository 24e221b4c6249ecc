//! The server limits the bytes of clients.

use crate::running::{Running, running, running_with};
use crate::wire::{find, request, set};
use secret_store_emulator::server::Limits;
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(300);

fn impatient() -> Running {
    running_with(Limits { head_time: SHORT, body_time: SHORT, ..Limits::default() })
}

fn chunked(chunks: &[&[u8]], end: &str) -> Vec<u8> {
    let mut asked = request("POST", "/v1/apps/secrets", "").into_bytes();
    asked.truncate(asked.len() - 2);
    asked.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
    for chunk in chunks {
        asked.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        asked.extend_from_slice(chunk);
        asked.extend_from_slice(b"\r\n");
    }
    asked.extend_from_slice(end.as_bytes());
    asked
}

#[test]
fn closes_a_connection_whose_head_does_not_end() {
    let server = impatient();
    let mut wire = server.wire();
    wire.send("GET /v1/apps/secrets HTTP/1.1\r\nHost: localhost\r\n");
    let began = Instant::now();
    // A header now and then must not give it more time.
    while wire.try_send("X-More: 1\r\n") {
        std::thread::sleep(SHORT / 10);
        assert!(began.elapsed() < SHORT * 20, "the connection stays open");
    }
    wire.rest();
    assert_eq!(server.find("Bar%20API%20key").status, 200);
}

#[test]
fn closes_a_connection_without_a_request() {
    let server = impatient();
    let mut wire = server.wire();
    assert!(wire.rest().is_empty());
    let mut wire = server.wire();
    assert_eq!(wire.ask(find("Bar%20API%20key")).status, 200);
    assert!(wire.rest().is_empty());
}

#[test]
fn refuses_a_body_that_does_not_end_and_changes_nothing() {
    let server = impatient();
    let mut wire = server.wire();
    let whole = set("slow", "s3cret");
    wire.send(&whole[..whole.len() - 5]);
    let answer = wire.answer().unwrap();
    assert_eq!(answer.error().0, 408);
    assert_eq!(answer.header("connection"), Some("close"));
    assert!(wire.rest().is_empty());
    assert_eq!(server.find("slow").status, 404);
    assert_eq!(server.log()[0]["status"], 408);
}

#[test]
fn reads_a_body_at_the_limit_and_refuses_one_byte_more() {
    let server = running();
    let limit = Limits::default().body_bytes;
    let form = "name=n&payload=p&scope[type]=account&x=";
    let at_limit = format!("{form}{}", "y".repeat(limit - form.len()));
    let (status, message) = server.ask(request("POST", "/v1/apps/secrets", &at_limit)).error();
    assert_eq!((status, message.contains("unknown parameter")), (400, true), "{message}");
    let over = server.ask(request("POST", "/v1/apps/secrets", &format!("{at_limit}y")));
    let (status, message) = over.error();
    assert_eq!((status, message.contains("262144 bytes")), (413, true), "{message}");
    assert_eq!(over.header("connection"), Some("close"));
}

#[test]
fn answers_a_body_far_over_the_limit() {
    let server = running();
    let answer = server.ask(request("POST", "/v1/apps/secrets", &"x".repeat(3 * 1024 * 1024)));
    assert_eq!(answer.error().0, 413);
}

#[test]
fn refuses_a_body_announced_as_too_large_before_reading_it() {
    let server = running();
    let mut wire = server.wire();
    let head = "POST /v1/apps/secrets HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n";
    assert_eq!(wire.ask(head).error().0, 413);
}

#[test]
fn continues_a_request_that_expects_100_continue() {
    let server = running();
    let mut wire = server.wire();
    let asked = set("asked", "s3cret").replacen("Host:", "Expect: 100-continue\r\nHost:", 1);
    let (head, body) = asked.split_once("\r\n\r\n").unwrap();
    assert_eq!(wire.send(format!("{head}\r\n\r\n")).head().unwrap().status, 100);
    assert_eq!(wire.ask(body).status, 200);
}

#[test]
fn reads_a_chunked_body() {
    let server = running();
    let answer = server.ask(chunked(&[b"name=chunked&pay", b"load=s3cret&scope[type]=account"], "0\r\n\r\n"));
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(server.find("chunked").json()["payload"], "s3cret");
}

#[test]
fn refuses_a_chunked_body_over_the_limit() {
    let chunk = vec![b'x'; 64 * 1024];
    let answer = running().ask(chunked(&[&chunk, &chunk, &chunk, &chunk, b"x"], "0\r\n\r\n"));
    assert_eq!(answer.error().0, 413);
}

#[test]
fn refuses_a_chunked_body_without_an_end_and_changes_nothing() {
    let server = impatient();
    let mut wire = server.wire();
    let answer = wire.send(chunked(&[b"name=cut&payload=s3cret&scope[type]=account"], "")).answer().unwrap();
    assert_eq!(answer.error().0, 408);
    assert_eq!(server.find("cut").status, 404);
}

#[test]
fn changes_nothing_when_a_client_disconnects_within_its_body() {
    let server = running();
    let whole = set("left", "s3cret");
    let mut wire = server.wire();
    // All that is needed is there, but for what the length announces.
    wire.send(whole.replacen("Content-Length: ", "Content-Length: 1", 1));
    wire.close();
    let mut wire = server.wire();
    wire.send(chunked(&[b"name=left&payload=s3cret&scope[type]=account"], ""));
    wire.close();
    std::thread::sleep(SHORT);
    assert_eq!(server.find("left").status, 404);
}

#[test]
fn refuses_a_body_that_is_not_utf8() {
    let server = running();
    let mut asked = set("binary", "PP").into_bytes();
    let at = asked.windows(2).position(|pair| pair == b"PP").unwrap();
    asked[at..at + 2].copy_from_slice(b"\xff\xfe");
    let mut wire = server.wire();
    let (status, message) = wire.ask(asked).error();
    assert_eq!((status, message.as_str()), (400, "The body must be UTF-8."));
    assert_eq!(wire.ask(find("binary")).status, 404, "the connection goes on");
}

#[test]
fn refuses_a_head_over_the_limit() {
    let server = running();
    // The rest of the buffer may still be read when the limit is reached.
    let header = format!("X-Large: {}\r\n", "x".repeat(2 * Limits::default().head_bytes));
    let mut wire = server.wire();
    wire.try_send(format!("GET /v1/apps/secrets HTTP/1.1\r\nHost: localhost\r\n{header}\r\n"));
    assert_eq!(wire.answer().unwrap().error().0, 431);
    let many: String = (0..1_000).map(|number| format!("X-{number}: 1\r\n")).collect();
    let mut wire = server.wire();
    wire.try_send(format!("GET /v1/apps/secrets HTTP/1.1\r\nHost: localhost\r\n{many}\r\n"));
    assert_eq!(wire.answer().unwrap().error().0, 431);
    let mut wire = server.wire();
    wire.try_send(format!("GET /v1/apps/secrets?name={} HTTP/1.1\r\nHost: localhost\r\n\r\n", "x".repeat(70_000)));
    assert_eq!(wire.answer().unwrap().error().0, 414);
}

#[test]
fn accepts_the_longest_query() {
    // 5,000 characters of four bytes, each byte as three.
    let name = "%F0%9F%94%91".repeat(5_000);
    let answer = running().ask(request("GET", &format!("/v1/apps/secrets/find?name={name}&scope[type]=account"), ""));
    assert_eq!(answer.error().0, 404);
}

#[test]
fn refuses_bytes_that_are_not_http() {
    let server = running();
    for garbage in
        ["\u{0}\u{1}\u{2}\r\n\r\n", "nonsense\r\n\r\n", "GET /v1\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n"]
    {
        let mut wire = server.wire();
        let answer = wire.send(garbage).answer().unwrap();
        let (status, message) = answer.error();
        assert_eq!((status, message.contains("not HTTP/1.1")), (400, true), "{garbage:?}");
        assert_eq!(answer.header("connection"), Some("close"));
        wire.rest();
    }
    assert_eq!(server.find("Bar%20API%20key").status, 200);
}

#[test]
fn refuses_two_lengths() {
    let server = running();
    let body = "name=two&payload=s3cret&scope[type]=account";
    let asked = request("POST", "/v1/apps/secrets", body).replacen("Host:", "Content-Length: 3\r\nHost:", 1);
    assert_eq!(server.wire().send(asked).head().unwrap().status, 400);
    assert_eq!(server.find("two").status, 404);
}

#[test]
fn answers_http_1_0_and_closes_the_connection() {
    let server = running();
    let mut wire = server.wire();
    let answer = wire.ask(find("Bar%20API%20key").replacen("HTTP/1.1", "HTTP/1.0", 1));
    assert_eq!((answer.status, answer.version.as_str()), (200, "HTTP/1.0"));
    assert!(wire.rest().is_empty());
}

#[test]
fn answers_pipelined_requests_in_order() {
    let server = running();
    let mut wire = server.wire();
    wire.send([set("one", "1"), find("one"), set("one", "2"), find("one")].concat());
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(wire.answer().unwrap().json()["payload"].clone());
    }
    assert_eq!(answers, [serde_json::Value::Null, "1".into(), serde_json::Value::Null, "2".into()]);
}
