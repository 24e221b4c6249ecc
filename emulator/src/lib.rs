//! [Stripe's Secret Store](https://docs.stripe.com/stripe-apps/store-secrets) on your own machine, to develop and test
//! against. It keeps what it is given in plain text and lets everybody in: production runs on Stripe's own service.
//!
//! ```
//! use secret_store_emulator::{engine::Engine, memory::MemoryStore, request::Request, world::World};
//!
//! let emulator = Engine::new(MemoryStore::default(), World::default());
//! let request = Request {
//!     method: "POST".into(),
//!     path: "/v1/apps/secrets".into(),
//!     headers: vec![("Authorization".into(), "Bearer sk_test_app_a".into())],
//!     body: "name=token&payload=made-up&scope[type]=account".into(),
//! };
//! let exchange = emulator.handle(&request, None, 1_900_000_000);
//! assert_eq!(exchange.response.status, 200);
//! ```
//!
//! One concept a file:
//!
//! | file | what it knows |
//! |---|---|
//! | [`assumptions`] | what Stripe does not document, and what is done here |
//! | [`world`] | apps, accounts, users, keys and permissions |
//! | [`world_file`] | a world as a TOML or JSON file |
//! | [`request`] | what was asked |
//! | `parameters` | the form parameters of a request, checked |
//! | [`refusal`] | Stripe's errors |
//! | [`response`] | what is answered |
//! | [`cors`] | what a browser may do with it |
//! | [`caller`] | who asks, and whose secrets that reaches |
//! | [`store`] | what it takes to keep secrets |
//! | [`stored`] | everything that is kept, for who runs it |
//! | [`memory`] | a store in memory, and its snapshots |
//! | `id` | ids as Stripe writes them |
//! | `operation` | the four operations |
//! | [`fault`] | failures on purpose |
//! | `tries` | which try a request is |
//! | [`log`] | what is told of a request, without its secrets |
//! | [`engine`] | a request in, an answer out |
#![cfg_attr(all(feature = "server", not(target_family = "wasm")), doc = "| [`sqlite`] | a store in a SQLite file |")]
#![cfg_attr(all(feature = "server", not(target_family = "wasm")), doc = "| [`server`] | the HTTP server |")]
#![cfg_attr(target_family = "wasm", doc = "| `wasm` | the face to JavaScript |")]

pub mod assumptions;
pub mod caller;
pub mod cors;
pub mod engine;
pub mod fault;
mod id;
pub mod log;
pub mod memory;
mod operation;
mod parameters;
pub mod refusal;
pub mod request;
pub mod response;
#[cfg(all(feature = "server", not(target_family = "wasm")))]
pub mod server;
#[cfg(all(feature = "server", not(target_family = "wasm")))]
pub mod sqlite;
pub mod store;
pub mod stored;
mod tries;
#[cfg(target_family = "wasm")]
mod wasm;
pub mod world;
pub mod world_file;
