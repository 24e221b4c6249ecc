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
//! One concept a file, and each file imports only those above it:
//!
//! | file | what it knows |
//! |---|---|
//! | [`assumptions`] | what Stripe does not document, and what is done here |
//! | `assumption_log` | which of these an answer rests on |
//! | `version` | API versions |
//! | `id` | ids as Stripe writes them |
//! | [`request`] | what was asked |
//! | [`refusal`] | Stripe's errors |
//! | [`cors`] | what a browser may do with an answer |
//! | [`response`] | what is answered |
//! | [`fault`] | failures on purpose |
//! | [`who`] | who is said to ask |
//! | [`world`] | apps, accounts, users, keys and permissions |
//! | [`world_file`] | a world as a TOML or JSON file |
//! | [`views`] | the world and the assumptions, for who runs it |
//! | [`store`] | what it takes to keep secrets |
//! | [`memory`] | a store in memory, and its snapshots |
//! | [`stored`] | everything that is kept, for who runs it |
//! | `seeding` | the world's own secrets |
//! | `uninstall` | what goes with an app that is uninstalled |
//! | [`caller`] | who asks, and whose secrets that reaches |
//! | [`log`] | what is told of a request, without its secrets |
//! | `tries` | which try a request is |
//! | `parameters` | the form parameters of a request, checked |
//! | `operation` | the four operations, their routes and parameters |
//! | `idempotency` | idempotency keys |
//! | `expiry` | what is over, and deleted |
//! | `call` | one call of an operation, on the store |
//! | `dispatch` | what a request comes to |
//! | [`exchange`] | an answer as it leaves, and what is told of it |
//! | [`engine`] | a request in, an answer out |
#![cfg_attr(all(feature = "server", not(target_family = "wasm")), doc = "| [`sqlite`] | a store in a SQLite file |")]
#![cfg_attr(all(feature = "server", not(target_family = "wasm")), doc = "| [`server`] | the HTTP server |")]
#![cfg_attr(target_family = "wasm", doc = "| `wasm` | the face to JavaScript |")]

pub mod api_error;
mod assumption_log;
pub mod assumptions;
mod attempts;
mod call;
pub mod caller;
pub mod cors;
mod dispatch;
pub mod engine;
pub mod exchange;
mod expiry;
pub mod fault;
mod id;
mod idempotency;
pub mod identity;
pub mod log;
pub mod memory;
mod operation;
mod parameters;
pub mod request;
pub mod response;
mod seed;
#[cfg(all(feature = "server", not(target_family = "wasm")))]
pub mod server;
#[cfg(all(feature = "server", not(target_family = "wasm")))]
pub mod sqlite;
pub mod store;
pub mod stored_secret;
mod uninstall;
mod version;
pub mod views;
#[cfg(target_family = "wasm")]
mod wasm;
pub mod world;
pub mod world_file;
