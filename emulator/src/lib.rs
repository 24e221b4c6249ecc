//! [Stripe's Secret Store](https://docs.stripe.com/stripe-apps/store-secrets) on your own machine, to develop and test
//! against. It keeps what it is given in plain text and lets everybody in: production runs on Stripe's own service.
//!
//! ```
//! use secret_store_emulator::{caller::Caller, engine::Engine, memory::MemoryStore, request::Request};
//!
//! let mut emulator = Engine::new(MemoryStore::default());
//! let request = Request {
//!     method: "POST".into(),
//!     path: "/v1/apps/secrets".into(),
//!     headers: vec![("Authorization".into(), "Bearer sk_test_123".into())],
//!     body: "name=token&payload=s3cret&scope[type]=account".into(),
//! };
//! let response = emulator.handle(&request, &Caller::default(), 1_900_000_000);
//! assert_eq!(response.status, 200);
//! ```
//!
//! One concept a file:
//!
//! | file | what it knows |
//! |---|---|
//! | [`assumptions`] | what Stripe does not document, and what is done here |
//! | [`request`] | what was asked |
//! | `parameters` | the form parameters of a request, checked |
//! | [`refusal`] | Stripe's errors |
//! | [`response`] | what is answered |
//! | [`caller`] | who asks, and whose secrets that reaches |
//! | [`store`] | what it takes to keep secrets |
//! | [`memory`] | a store in memory, and its snapshots |
//! | `id` | ids as Stripe writes them |
//! | [`engine`] | the four operations |
//! | [`log`] | what is told of a request, without its secrets |
#![cfg_attr(target_family = "wasm", doc = "| `wasm` | the face to JavaScript |")]

pub mod assumptions;
pub mod caller;
pub mod engine;
mod id;
pub mod log;
pub mod memory;
mod parameters;
pub mod refusal;
pub mod request;
pub mod response;
pub mod store;
#[cfg(target_family = "wasm")]
mod wasm;
