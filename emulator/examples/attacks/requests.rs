//! A million requests of every kind, good and bad, over eight connections.

use crate::client::Client;
use crate::{number, resident};
use std::net::SocketAddr;

const CONNECTIONS: u64 = 8;

/// The allowed growth of the process from the first tenth to the end, for memory that the allocator keeps.
const GROWTH: u64 = 16 * 1_024 * 1_024;

/// One round of requests, each with the status that it must have.
fn round(client: &mut Client, connection: u64, number: u64) {
    let name = format!("token_{}", number % 10);
    let scope = format!("scope[type]=user&scope[user]=usr_{connection}");
    assert_eq!(client.set(connection, &name, ""), 200);
    let find = |name: &str| format!("/v1/apps/secrets/find?name={name}&{scope}&expand[]=payload");
    assert_eq!(client.ask("GET", &find(&name), "", ""), 200);
    assert_eq!(client.ask("GET", &find("missing"), "", ""), 404);
    assert_eq!(client.ask("GET", &format!("/v1/apps/secrets?{scope}"), "", ""), 200);
    assert_eq!(client.ask("POST", "/v1/apps/secrets", "", "payload=without-a-name"), 400);
    assert_eq!(client.ask("GET", "/v1/customers", "", ""), 404);
    assert_eq!(client.ask("GET", &find(&name), "Origin: https://evil.example\r\n", ""), 403);
    assert_eq!(client.ask("POST", "/v1/apps/secrets/delete", "", &format!("name={name}&{scope}")), 200);
}

pub(crate) fn run(address: SocketAddr) {
    let rounds = number("REQUESTS", 1_000_000) / 8 / CONNECTIONS;
    let part = |rounds: std::ops::Range<u64>| {
        std::thread::scope(|scope| {
            for connection in 0..CONNECTIONS {
                let rounds = rounds.clone();
                scope.spawn(move || {
                    let mut client = Client::new(address);
                    rounds.for_each(|number| round(&mut client, connection, number));
                });
            }
        });
        resident()
    };
    let tenth = part(0..rounds / 10);
    let end = part(rounds / 10..rounds);
    println!("{} requests: {:.1} MB after a tenth, {:.1} MB at the end", rounds * 8 * CONNECTIONS, tenth as f64 / 1e6, end as f64 / 1e6);
    assert!(end < tenth + GROWTH, "memory grows with the number of requests");
}
