//! Compares the emulator's throughput with a bare server's, and checks that it stays the same while the store grows.
//!
//! ```sh
//! cargo run --release -p secret-store-emulator --example throughput
//! ROUNDS=21 MILLISECONDS=2000 WRITES=1000000 cargo run --release -p secret-store-emulator --example throughput
//! ```
//!
//! An example and no `[[bench]]`: cargo unwinds in benches and aborts in the program, and cannot build the library for both at once.
//!
//! The bare server is an axum handler that returns the same JSON under the same HTTP settings; what is to be durable is measured by how
//! often the disk can make as much safe. Everything runs on this machine, the load included, so that only the ratios mean something.
//! They are printed, never asserted.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod disk;
mod load;
mod servers;

use disk::syncs;
use load::{Request, find, find_request, set, set_request, settle};
use servers::{bare, memory, sqlite};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// A number from the environment.
fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name} has to be a number")))
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn main() {
    let (rounds, time) = (setting("ROUNDS", 7).max(1), Duration::from_secs_f64(setting("MILLISECONDS", 1_000).max(1) as f64 / 1_000.0));
    let directory = tempfile::tempdir().unwrap();
    compare(rounds, time, &directory);
    let writes = setting("WRITES", 100_000).max(WINDOWS);
    println!("\nSetting {writes} new secrets over 8 connections, in {WINDOWS} windows, each as a part of the first:\n");
    grow("memory", memory(), writes);
    grow("SQLite, durable", sqlite(&directory.path().join("growing.db")), writes);
}

/// The same work by each server in turn, so that whatever else the machine does falls on all of them.
fn compare(rounds: u64, time: Duration, directory: &tempfile::TempDir) {
    let (memory, sqlite) = (memory(), sqlite(&directory.path().join("secrets.db")));
    let body = settle(memory);
    settle(sqlite);
    let bare = bare(body);
    println!("{rounds} rounds of {time:?}, medians\n");
    println!("{:<24}{:>13}{:>14}   {:<24}{:>8}", "", "connections", "requests/s", "measured by", "ratio");
    let work: [(&str, SocketAddr, Request, bool); 4] = [
        ("find, memory", memory, find_request, false),
        ("find, SQLite", sqlite, find_request, false),
        ("set, memory", memory, set_request, false),
        ("set, SQLite, durable", sqlite, set_request, true),
    ];
    for (name, address, request, is_durable) in work {
        for connections in [1, 8] {
            let (mut ours, mut own, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
            for _ in 0..rounds {
                let measure = if is_durable { syncs(directory.path(), time) } else { load::rate(bare, connections, time, request) };
                let rate = load::rate(address, connections, time, request);
                own.push(measure);
                ours.push(rate);
                ratios.push(rate / measure);
            }
            let measure = format!("{} {:.0}", if is_durable { "the disk:" } else { "bare server:" }, median(own));
            println!("{name:<24}{connections:>13}{:>14.0}   {measure:<24}{:>8.2}", median(ours), median(ratios));
        }
    }
}

const WINDOWS: u64 = 10;

/// Sets ever more secrets, ten in each user's scope.
fn grow(name: &str, address: SocketAddr, writes: u64) {
    let mut rates = Vec::new();
    for window in 0..WINDOWS {
        let (first, last) = (writes * window / WINDOWS, writes * (window + 1) / WINDOWS);
        let began = Instant::now();
        set(address, first..last);
        rates.push((last - first) as f64 / began.elapsed().as_secs_f64());
    }
    // Found among all of them.
    find(address, writes - 1);
    let parts: Vec<_> = rates.iter().map(|rate| format!("{:.2}", rate / rates[0])).collect();
    println!("{name:<24}{:>8.0} writes/s at first   {}", rates[0], parts.join(" "));
}
