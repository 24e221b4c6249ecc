//! The face to JavaScript: the only place that knows wasm-bindgen. Nothing is decided here.
//!
//! No serde, no `async fn`, no argument but numbers: what comes in is looked at where it lies before it is believed.

#[cfg(feature = "typescript")]
pub use class::{SecretStoreClient, start};

mod calls;
#[cfg(feature = "typescript")]
mod class;
mod js;
#[cfg(feature = "typescript")]
mod types;

mod memory;
// Where std is, it brings both a panic handler and an allocator.
#[cfg(not(feature = "typescript"))]
mod runtime;
