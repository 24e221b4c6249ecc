//! Measures the memory of a secret, and of an idempotency key with its answer.

use crate::client::Client;
use crate::{number, resident};
use std::net::SocketAddr;

pub(crate) fn run(address: SocketAddr) {
    let count = number("SECRETS", 100_000);
    let mut client = Client::new(address);
    // The first ones take what the process takes anyhow.
    (0..10_000).for_each(|user| assert_eq!(client.set(user, "first", ""), 200));
    let before = resident();
    (0..count).for_each(|user| assert_eq!(client.set(user, "second", ""), 200));
    let secrets = resident();
    for user in 0..count {
        assert_eq!(client.set(user, "second", &format!("Idempotency-Key: 8d546b52-0212-443b-955d-{user:012}\r\n")), 200);
    }
    let keys = resident();
    let each = |from: u64, to: u64| to.saturating_sub(from) / count;
    println!(
        "{count} secrets of 64 bytes: {} bytes each; {count} idempotency keys: {} bytes each",
        each(before, secrets),
        each(secrets, keys)
    );
}
