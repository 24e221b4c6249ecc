//! The JavaScript bindings: the only place that knows wasm-bindgen. Nothing is decided here.
//!
//! There is no serde, no `async fn`, and no argument but numbers: values stay outside, and are checked before they are read.

#[cfg(feature = "typescript")]
pub use class::{SecretStoreClient, start};

#[cfg(feature = "typescript")]
mod class;
mod exports;
mod imports;
#[cfg(feature = "typescript")]
mod types;

mod memory;
// Where std is, it brings both a panic handler and an allocator.
#[cfg(not(feature = "typescript"))]
mod runtime;
