//! Compares the emulator's throughput with a bare server's, and checks that it stays the same while the store grows.
//!
//! ```sh
//! cargo run --release -p secret-store-emulator --example throughput
//! ROUNDS=21 MILLISECONDS=2000 WRITES=1000000 cargo run --release -p secret-store-emulator --example throughput
//! WORK="find, SQLite" WRITES=0 cargo run --release -p secret-store-emulator --example throughput
//! ```
//!
//! An example and no `[[bench]]`: cargo unwinds in benches and aborts in the program, and cannot build the library for both at once.
//!
//! The bare server is an axum handler that returns the same headers and JSON under the same HTTP settings; what is to be durable is measured by
//! how often the disk can make as much safe. Everything runs on this machine, the load included, so that only the ratios mean something.
//! They are printed, never asserted. On a busy machine the ratio of processor times says more: it leaves the load's own work out.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod disk;
mod load;
mod processor;
mod servers;

use disk::syncs;
use load::{Request, find, find_request, set, set_request, settle};
use servers::{Running, bare, memory, sqlite};
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
    let writes = setting("WRITES", 100_000);
    if writes < WINDOWS {
        return;
    }
    println!("\nSetting {writes} new secrets over 8 connections, in {WINDOWS} windows, each as a part of the first:\n");
    grow("memory", memory().address, writes);
    grow("SQLite, durable", sqlite(&directory.path().join("growing.db")).address, writes);
}

/// The same work by each server in turn, so that whatever else the machine does falls on all of them.
fn compare(rounds: u64, time: Duration, directory: &tempfile::TempDir) {
    let (memory, sqlite) = (memory(), sqlite(&directory.path().join("secrets.db")));
    let answer = settle(memory.address);
    settle(sqlite.address);
    let bare = bare(answer);
    println!("{rounds} rounds of {time:?}, medians; processor time is in microseconds for each request\n");
    println!(
        "{:<24}{:>11}{:>12}   {:<20}{:>6}{:>17}{:>8}{:>8}",
        "", "connections", "requests/s", "measured by", "ratio", "processor time", "bare's", "ratio"
    );
    let work: [(&str, Running, Request, bool); 4] = [
        ("find, memory", memory, find_request, false),
        ("find, SQLite", sqlite, find_request, false),
        ("set, memory", memory, set_request, false),
        ("set, SQLite, durable", sqlite, set_request, true),
    ];
    let only = std::env::var("WORK").unwrap_or_default();
    for (name, server, request, is_durable) in work.into_iter().filter(|(name, ..)| name.starts_with(&only)) {
        for connections in [1, 8] {
            let mut ours = Vec::new();
            let mut measures = Vec::new();
            for _ in 0..rounds {
                measures.push(match is_durable {
                    true => Measured { rate: syncs(directory.path(), time), processor: None },
                    false => Measured::new(bare, connections, time, request),
                });
                ours.push(Measured::new(server, connections, time, request));
            }
            print_row(name, connections, is_durable, &ours, &measures);
        }
    }
}

/// The work of a server in one round.
struct Measured {
    /// In a second.
    rate: f64,
    /// The microseconds of processor time for each request, where the system counts them.
    processor: Option<f64>,
}

impl Measured {
    fn new(server: Running, connections: usize, time: Duration, request: Request) -> Self {
        let before = processor::time_of(server.thread_name);
        let answered = load::ask(server.address, connections, time, request);
        let spent = processor::time_of(server.thread_name).zip(before).map(|(after, before)| after.saturating_sub(before));
        Self { rate: answered.rate(), processor: spent.map(|spent| spent.as_secs_f64() * 1e6 / answered.count as f64) }
    }
}

/// Prints the medians of all rounds. A ratio is the median of the rounds' ratios.
fn print_row(name: &str, connections: usize, is_durable: bool, ours: &[Measured], measures: &[Measured]) {
    let measure = format!(
        "{} {:.0}",
        if is_durable { "the disk:" } else { "bare server:" },
        median(measures.iter().map(|measured| measured.rate).collect())
    );
    let rate = median(ours.iter().map(|measured| measured.rate).collect());
    let ratio = median(ours.iter().zip(measures).map(|(ours, measure)| ours.rate / measure.rate).collect());
    print!("{name:<24}{connections:>11}{rate:>12.0}   {measure:<20}{ratio:>6.2}");
    let times: Vec<_> = ours.iter().zip(measures).filter_map(|(ours, measure)| ours.processor.zip(measure.processor)).collect();
    if times.is_empty() {
        println!();
        return;
    }
    let (own, bare): (Vec<_>, Vec<_>) = times.iter().copied().unzip();
    let ratio = median(times.iter().map(|(ours, bare)| bare / ours).collect());
    println!("{:>17.1}{:>8.1}{ratio:>8.2}", median(own), median(bare));
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
