//! The server finishes requests under way when it stops, and no client can delay its end.

use crate::process::{command, process, process_of};
use crate::running::{running, running_with};
use crate::wire::{control, find, request_with, set};
use secret_store_emulator::server::Limits;
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

#[test]
fn finishes_a_request_after_a_signal() {
    for signal in ["TERM", "INT"] {
        let server = process(&[]);
        assert_eq!(server.ask(control("POST", "faults", r#"{"kind":"latency","delay_ms":1000}"#)).status, 201);
        let mut wire = server.wire();
        wire.send(find("Bar%20API%20key"));
        assert!(wire.is_silent_for(Duration::from_millis(200)));
        let mut idle = server.wire();
        idle.ask(find("Bar%20API%20key"));
        server.signal(signal);
        assert_eq!(wire.answer().unwrap().json()["name"], "Bar API key");
        assert!(wire.rest().is_empty());
        assert!(idle.rest().is_empty());
        let (status, stdout, stderr) = server.end();
        assert_eq!((status.code(), stdout.lines().count(), stderr.as_str()), (Some(0), 1, ""));
    }
}

#[test]
fn stops_at_the_end_of_standard_input_when_it_watches_it() {
    let mut server = process_of(command(&["--port", "0", "--end-with-stdin"]).stdin(Stdio::piped()));
    assert_eq!(server.ask(find("Bar%20API%20key")).status, 200);
    let mut idle = server.wire();
    idle.ask(find("Bar%20API%20key"));
    server.close_stdin();
    assert!(idle.rest().is_empty());
    let (status, _, stderr) = server.end();
    assert_eq!((status.code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn ignores_the_end_of_standard_input_by_default() {
    let server = process(&[]);
    assert_eq!(server.ask(find("Bar%20API%20key")).status, 200);
    server.signal("TERM");
    assert_eq!(server.end().0.code(), Some(0));
}

#[test]
fn stops_despite_listeners_and_hanging_requests() {
    let server = process(&[]);
    let mut listener = server.wire();
    listener.send(request_with("GET", "/_emulator/requests", "Accept: text/event-stream\r\n", "")).head().unwrap();
    server.ask(control("POST", "faults", r#"{"kind":"hang"}"#));
    let mut hanging = server.wire();
    hanging.send(set("token", "s3cret"));
    assert!(hanging.is_silent_for(Duration::from_millis(200)));
    let mut idle = server.wire();
    assert_eq!(idle.ask(find("token")).status, 200);
    let began = Instant::now();
    server.signal("TERM");
    assert!(hanging.rest().is_empty());
    assert!(String::from_utf8(listener.rest()).unwrap().ends_with("0\r\n\r\n"), "the stream is ended, not cut");
    let (status, _, stderr) = server.end();
    assert_eq!((status.code(), stderr.as_str()), (Some(0), ""));
    assert!(began.elapsed() < Duration::from_secs(4), "it took {:?}", began.elapsed());
}

#[test]
fn drops_requests_that_take_too_long_to_finish() {
    let mut server = running_with(Limits { stop: Duration::from_millis(300), ..Limits::default() });
    server.control("POST", "faults", r#"{"kind":"latency","delay_ms":60000}"#, 201);
    let mut wire = server.wire();
    wire.send(find("token"));
    assert!(wire.is_silent_for(Duration::from_millis(200)));
    let began = Instant::now();
    server.stop();
    assert!(wire.rest().is_empty());
    server.join();
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn stops_at_once_on_a_second_signal() {
    let server = process(&[]);
    server.ask(control("POST", "faults", r#"{"kind":"latency","delay_ms":60000}"#));
    let mut wire = server.wire();
    wire.send(find("token"));
    assert!(wire.is_silent_for(Duration::from_millis(200)));
    let began = Instant::now();
    server.signal("INT");
    std::thread::sleep(Duration::from_millis(200));
    server.signal("INT");
    let (status, ..) = server.end();
    assert_eq!(status.code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(4), "it took {:?}", began.elapsed());
}

#[test]
fn accepts_no_new_connection_while_it_stops() {
    let mut server = running();
    server.control("POST", "faults", r#"{"kind":"latency","delay_ms":700}"#, 201);
    let mut wire = server.wire();
    wire.send(find("Bar%20API%20key"));
    assert!(wire.is_silent_for(Duration::from_millis(200)));
    server.stop();
    std::thread::sleep(Duration::from_millis(200));
    assert!(TcpStream::connect(server.address).is_err());
    assert_eq!(wire.answer().unwrap().status, 200);
    server.join();
}
