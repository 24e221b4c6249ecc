//! The program as a whole, over HTTP.

use crate::moment::Moments;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

const KILLS: usize = 20;

/// The number of concurrent writers, each with its own secret.
const WRITERS: usize = 3;

struct Server {
    child: Child,
    address: SocketAddr,
    /// Not closed, so that the server can write to it.
    _stdout: BufReader<ChildStdout>,
}

impl Server {
    fn start(file: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_secret-store-emulator"))
            .args(["--port", "0", "--db"])
            .arg(file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut ready = String::new();
        stdout.read_line(&mut ready).unwrap();
        let address = ready.trim_end().strip_prefix("secret-store-emulator listening on http://").expect("it is ready");
        Self { address: address.parse().unwrap(), child, _stdout: stdout }
    }
}

/// The answer to a request, unless the server is gone before it is whole.
fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    let length = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer sk_test_app_a\r\nConnection: close\r\n");
    let form = format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(format!("{head}{form}").as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 200 "), "{answer}");
    // Half an answer does not count.
    serde_json::from_str::<serde_json::Value>(body).ok()?;
    Some(body.to_owned())
}

/// Sets a secret to one number after the other until the server is gone. Gives back the last one acknowledged.
fn write(address: SocketAddr, writer: usize, from: u64, first: &Sender<()>) -> u64 {
    let mut last = from;
    while ask(address, "POST", "/v1/apps/secrets", &format!("name=token {writer}&payload={}&scope[type]=account", last + 1)).is_some() {
        last += 1;
        // No client reads any more after the first answers.
        let _ = first.send(());
    }
    last
}

fn read(address: SocketAddr, writer: usize) -> u64 {
    let path = format!("/v1/apps/secrets/find?name=token%20{writer}&scope[type]=account&expand[]=payload");
    let answer: serde_json::Value = serde_json::from_str(&ask(address, "GET", &path, "").unwrap()).unwrap();
    answer["payload"].as_str().unwrap().parse().unwrap()
}

#[test]
fn keeps_every_answered_write_when_killed_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secrets.db");
    let mut moments = Moments::new();
    let mut last = [0; WRITERS];
    for kill in 0..KILLS {
        let mut server = Server::start(&file);
        if kill > 0 {
            for (writer, acknowledged) in last.iter_mut().enumerate() {
                let found = read(server.address, writer);
                assert!((*acknowledged..=*acknowledged + 1).contains(&found), "{found} after {acknowledged}, kill {kill}");
                *acknowledged = found;
            }
        }
        let address = server.address;
        let (first, heard) = channel();
        thread::scope(|scope| {
            let writers = last.map(|from| from).into_iter().enumerate();
            let writers: Vec<_> = writers.map(|(writer, from)| (first.clone(), writer, from)).collect();
            let writers: Vec<_> =
                writers.into_iter().map(|(first, writer, from)| scope.spawn(move || write(address, writer, from, &first))).collect();
            // Each of them has a secret to be found later.
            for _ in 0..WRITERS * 3 {
                heard.recv().unwrap();
            }
            moments.kill(&mut server.child, 60);
            for (last, writer) in last.iter_mut().zip(writers) {
                *last = writer.join().unwrap();
            }
        });
        assert!(last.iter().all(|last| *last > 0));
    }
    println!("{last:?} changes over {KILLS} kills");
}
