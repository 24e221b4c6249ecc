//! Processes that are killed while they write: nothing that was acknowledged is lost, and nothing is written by half.
//!
//! A killed process leaves what it gave to the operating system. That this is also on the disk when it is acknowledged, after a
//! power cut, is up to `synchronous = FULL`, and not shown here.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod migration;
mod moment;
mod server;
mod store;
