//! HTTP by hand: what is sent and what comes back, to the byte.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than anything here takes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) const KEY: &str = "sk_test_app_a";

/// An answer, as far as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) version: String,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Status and message of Stripe's envelope, which has to be whole.
    pub(crate) fn error(&self) -> (u16, String) {
        let error = &self.json()["error"];
        assert_eq!(error["type"], "invalid_request_error");
        assert!(self.header("request-id").is_some_and(|id| id.starts_with("req_")));
        assert_eq!(self.header("access-control-allow-origin"), Some("*"));
        assert_eq!(self.header("content-type"), Some("application/json"));
        (self.status, error["message"].as_str().unwrap().to_owned())
    }
}

/// A connection.
pub(crate) struct Wire {
    stream: BufReader<TcpStream>,
}

impl Wire {
    pub(crate) fn new(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream: BufReader::new(stream) }
    }

    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.stream.get_mut().write_all(bytes.as_ref()).unwrap();
        self
    }

    /// Sends as much as the other side takes.
    pub(crate) fn try_send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.get_mut().write_all(bytes.as_ref()).is_ok()
    }

    /// Sends, and says that nothing more is to come.
    pub(crate) fn send_in_full(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.try_send(bytes);
        let _ = self.stream.get_ref().shutdown(Shutdown::Write);
        self
    }

    pub(crate) fn close(self) {
        let _ = self.stream.get_ref().shutdown(Shutdown::Both);
    }

    /// The head of an answer; nothing when the connection is closed before its first byte.
    pub(crate) fn head(&mut self) -> Option<Answer> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).unwrap_or(0) == 0 {
            return None;
        }
        let mut parts = line.trim_end().splitn(3, ' ');
        let version = parts.next().unwrap().to_owned();
        let status = parts.next().unwrap_or_else(|| panic!("no status in {line:?}")).parse().unwrap();
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.stream.read_line(&mut line).unwrap(), 0, "the head is cut");
            match line.trim_end().split_once(": ") {
                Some((name, value)) => headers.push((name.to_owned(), value.to_owned())),
                None => break,
            }
        }
        Some(Answer { version, status, headers, body: String::new() })
    }

    /// A whole answer; nothing when the connection is closed before its first byte.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        let mut answer = self.head()?;
        let length = answer.header("content-length").unwrap_or_else(|| panic!("no length in {answer:?}")).parse().unwrap();
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        answer.body = String::from_utf8(body).unwrap();
        Some(answer)
    }

    /// Everything until the connection is closed.
    pub(crate) fn rest(&mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        // A reset is an end too.
        match self.stream.read_to_end(&mut rest) {
            Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {
                panic!("the connection stays open")
            }
            _ => rest,
        }
    }

    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line
    }

    /// Nothing comes within this time, and the connection stays.
    pub(crate) fn is_silent_for(&mut self, time: Duration) -> bool {
        self.stream.get_ref().set_read_timeout(Some(time)).unwrap();
        let silent = matches!(self.stream.fill_buf(), Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut));
        self.stream.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        silent
    }

    pub(crate) fn ask(&mut self, request: impl AsRef<[u8]>) -> Answer {
        self.send(request).answer().expect("an answer")
    }
}

/// A request with a key and a form.
pub(crate) fn request(method: &str, path: &str, body: &str) -> String {
    request_with(method, path, &format!("Authorization: Bearer {KEY}\r\nContent-Type: application/x-www-form-urlencoded\r\n"), body)
}

/// A request with these headers, each with its line's end.
pub(crate) fn request_with(method: &str, path: &str, headers: &str, body: &str) -> String {
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{length}\r\n{body}")
}

pub(crate) fn set(name: &str, payload: &str) -> String {
    request("POST", "/v1/apps/secrets", &format!("name={name}&payload={payload}&scope[type]=account"))
}

pub(crate) fn find(name: &str) -> String {
    request("GET", &format!("/v1/apps/secrets/find?name={name}&scope[type]=account&expand[]=payload"), "")
}

pub(crate) fn control(method: &str, path: &str, body: &str) -> String {
    request_with(method, &format!("/_emulator/{path}"), "Content-Type: application/json\r\n", body)
}
