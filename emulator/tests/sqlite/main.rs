//! What a store promises, kept by the one in a file, on real files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod failing;
mod file;
mod forgetting;
mod model;
mod moved;
mod promises;
mod support;
mod together;
