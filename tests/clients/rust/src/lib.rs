//! Runs the table of cases (tests/clients/table/cases/) with the client in Rust, natively over reqwest and in WebAssembly over gloo-net.
//!
//! A stage (tests/clients/table/stage.ts) has the table. It prepares the emulator for each case, records the requests, and takes the outcome. The test of
//! Vitest compares both with the table.

mod case;
#[cfg(not(target_family = "wasm"))]
pub mod documents;
mod outcome;
mod stage;

pub use stage::{ask, run};
