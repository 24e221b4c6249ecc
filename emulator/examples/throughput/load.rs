//! The load: connections that ask again as soon as they are answered.

use std::net::SocketAddr;
use std::ops::Range;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// A payload as long as a token.
const PAYLOAD: &str = "made-up-payload-made-up-payload-made-up-payload-made-up-payload";

/// For 8 connections.
const CONNECTIONS: u64 = 8;

const HEADERS: &str = "Host: localhost\r\nAuthorization: Bearer sk_test_app_a\r\nStripe-Version: 2026-10-28.endive\r\nUser-Agent: load\r\n";

/// The request of a connection, by its number.
pub(crate) type Request = fn(usize) -> Vec<u8>;

/// Each connection has its own secret.
pub(crate) fn find_request(connection: usize) -> Vec<u8> {
    format!("GET /v1/apps/secrets/find?name=token_{connection}&scope[type]=account&expand[]=payload HTTP/1.1\r\n{HEADERS}\r\n").into_bytes()
}

pub(crate) fn set_request(connection: usize) -> Vec<u8> {
    set_of(&format!("token_{connection}"), "scope[type]=account")
}

fn set_of(name: &str, scope: &str) -> Vec<u8> {
    let form = format!("name={name}&payload={PAYLOAD}&{scope}");
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    format!("POST /v1/apps/secrets HTTP/1.1\r\n{HEADERS}{kind}Content-Length: {}\r\n\r\n{form}", form.len()).into_bytes()
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn new(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, buffer: Vec::with_capacity(16 * 1024) }
    }

    /// Returns the head and the body of the answer, which has to be 200.
    async fn ask(&mut self, request: &[u8]) -> (&str, &[u8]) {
        self.stream.write_all(request).await.unwrap();
        self.buffer.clear();
        let head = loop {
            assert_ne!(self.stream.read_buf(&mut self.buffer).await.unwrap(), 0, "the connection is closed");
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
        };
        let end = head + length_of_body(&self.buffer[..head]);
        while self.buffer.len() < end {
            assert_ne!(self.stream.read_buf(&mut self.buffer).await.unwrap(), 0, "the connection is closed");
        }
        let (head, body) = self.buffer[..end].split_at(head);
        (std::str::from_utf8(head).unwrap(), body)
    }
}

/// Reads the length in the head of an answer, which has to be 200.
fn length_of_body(head: &[u8]) -> usize {
    let text = std::str::from_utf8(head).unwrap();
    assert!(text.starts_with("HTTP/1.1 200 "), "{text}");
    text.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap()
}

/// One thread makes all of the load.
fn on_one_thread<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// The answers of a server, and the time that they took.
pub(crate) struct Answered {
    pub(crate) count: u64,
    time: Duration,
}

impl Answered {
    /// Returns the answers in a second.
    pub(crate) fn rate(&self) -> f64 {
        self.count as f64 / self.time.as_secs_f64()
    }
}

/// Asks over so many connections for this time.
pub(crate) fn ask(address: SocketAddr, connections: usize, time: Duration, request: Request) -> Answered {
    on_one_thread(async {
        let mut work = JoinSet::new();
        let began = Instant::now();
        for connection in 0..connections {
            work.spawn(async move {
                let (request, mut connection) = (request(connection), Connection::new(address).await);
                let mut count = 0_u64;
                while began.elapsed() < time {
                    connection.ask(&request).await;
                    count += 1;
                }
                count
            });
        }
        Answered { count: work.join_all().await.into_iter().sum(), time: began.elapsed() }
    })
}

/// Sets every connection's secret, and returns the answer to finding one: its headers and its body.
pub(crate) fn settle(address: SocketAddr) -> (Vec<(String, String)>, Vec<u8>) {
    on_one_thread(async {
        let mut connection = Connection::new(address).await;
        for number in 0..CONNECTIONS as usize {
            connection.ask(&set_request(number)).await;
        }
        let (head, body) = connection.ask(&find_request(0)).await;
        let headers = head.lines().filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_owned(), value.to_owned()));
        (headers.collect(), body.to_vec())
    })
}

/// The secret with this number: ten in each user's scope.
fn grown(number: u64) -> (String, String) {
    (format!("token_{}", number % 10), format!("scope[type]=user&scope[user]=usr_grown_{}", number / 10))
}

/// Sets the secrets with these numbers.
pub(crate) fn set(address: SocketAddr, numbers: Range<u64>) {
    on_one_thread(async {
        let mut work = JoinSet::new();
        for connection in 0..CONNECTIONS {
            let numbers = (numbers.start + connection..numbers.end).step_by(CONNECTIONS as usize);
            work.spawn(async move {
                let mut connection = Connection::new(address).await;
                for (name, scope) in numbers.map(grown) {
                    connection.ask(&set_of(&name, &scope)).await;
                }
            });
        }
        work.join_all().await;
    });
}

/// Finds the secret with this number.
pub(crate) fn find(address: SocketAddr, number: u64) {
    on_one_thread(async {
        let (name, scope) = grown(number);
        let request = format!("GET /v1/apps/secrets/find?name={name}&{scope} HTTP/1.1\r\n{HEADERS}\r\n");
        Connection::new(address).await.ask(request.as_bytes()).await;
    });
}
