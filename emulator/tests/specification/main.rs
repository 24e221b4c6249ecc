//! Specifies the emulator, one behaviour per test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod assumptions;
mod assumptions_in_types;
mod context;
mod cors;
mod faults;
mod idempotency;
mod isolation;
mod log;
mod operations;
mod protocol;
mod reach;
mod robustness;
mod snapshot;
mod store;
mod support;
mod world;
