//! Checks the guarantees of a store with real files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod failing;
mod file;
mod forgetting;
mod model;
mod moved;
mod promises;
mod support;
mod together;
