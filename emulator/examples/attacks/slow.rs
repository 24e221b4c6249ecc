//! Connections that send a byte now and then, while another client asks.

use crate::client::Client;
use crate::number;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

pub(crate) fn run(address: SocketAddr) {
    let count = number("CONNECTIONS", 1_000);
    let began = Instant::now();
    let mut slow: Vec<_> = (0..count).map(|_| TcpStream::connect(address).unwrap()).collect();
    let head = b"POST /v1/apps/secrets HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    slow.iter_mut().for_each(|stream| stream.write_all(head).unwrap());
    let mut client = Client::new(address);
    let (mut asked, mut longest) = (0, Duration::ZERO);
    // The server gives a head ten seconds from its first byte, however many bytes follow.
    while began.elapsed() < Duration::from_secs(9) {
        slow.iter_mut().for_each(|stream| stream.write_all(b"x").unwrap());
        for _ in 0..100 {
            let start = Instant::now();
            assert_eq!(client.set(1, "token", ""), 200);
            (asked, longest) = (asked + 1, longest.max(start.elapsed()));
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    for mut stream in slow {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut rest = Vec::new();
        // A reset counts as an end, but a timeout does not.
        if let Err(error) = stream.read_to_end(&mut rest) {
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "a slow connection stays open");
        }
    }
    println!("{count} slow connections: {asked} other requests answered, each within {longest:?}; all closed after {:?}", began.elapsed());
}
