//! Tests the server over real HTTP, one behaviour per test. `specification` tests the engine's answers.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod api;
mod command;
mod control;
mod cross_origin;
mod delivery;
mod durability;
mod events;
mod failing_store;
mod in_process;
mod limits;
mod process;
mod reset;
mod running;
mod secrecy;
mod secrets;
mod stopping;
mod ui;
mod wire;
