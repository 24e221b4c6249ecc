//! Attacks that take too long for a test: slow connections, a million requests, and memory for each secret and each idempotency key.
//!
//! ```sh
//! cargo run --release -p secret-store-emulator --example attacks
//! cargo run --release -p secret-store-emulator --example attacks -- requests
//! REQUESTS=100000 CONNECTIONS=200 cargo run --release -p secret-store-emulator --example attacks
//! ```
//!
//! The figures are printed. The program fails when an answer is wrong, or when memory grows from the first tenth of the requests to the last.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod client;
mod memory;
mod requests;
mod slow;

use secret_store_emulator::engine::Engine;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::server::{Server, Settings};
use secret_store_emulator::world::World;
use std::net::SocketAddr;
use std::sync::Arc;

/// Reads a number from the environment.
fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} must be a number")))
}

/// Starts a server in memory, on threads of its own, that runs until the process ends.
fn server() -> SocketAddr {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
            let server = Server::bind(Arc::new(Engine::new(MemoryStore::default(), World::default())), Settings::default()).await.unwrap();
            send.send(server.address()).unwrap();
            server.serve(std::future::pending()).await;
        });
    });
    receive.recv().unwrap()
}

/// Returns the memory that this process has, in bytes: the server, and a client that keeps nothing.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1_024
}

fn main() {
    let wanted = std::env::args().nth(1);
    type Attack = (&'static str, fn(SocketAddr));
    let attacks: [Attack; 3] = [("slow", slow::run), ("requests", requests::run), ("memory", memory::run)];
    let chosen: Vec<_> = attacks.iter().filter(|(name, _)| wanted.as_deref().is_none_or(|wanted| wanted == *name)).collect();
    assert!(!chosen.is_empty(), "the attacks are slow, requests and memory");
    for (_, run) in chosen {
        run(server());
    }
}
