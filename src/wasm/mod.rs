//! The face to JavaScript: the only place that knows wasm-bindgen. Nothing is decided here.
//!
//! No serde, no `async fn`, no argument of a fixed type: what comes in is a `JsValue`, which is looked at before it is believed.

pub use client::SecretStoreClient;

mod client;
mod js;
mod operation;
#[cfg(feature = "typescript")]
mod types;

// Where std is, it brings both.
#[cfg(not(feature = "typescript"))]
mod allocator;
#[cfg(not(feature = "typescript"))]
mod runtime;
