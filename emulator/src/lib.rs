//! [Stripe's Secret Store](https://docs.stripe.com/stripe-apps/store-secrets) on your own machine, to develop and test
//! against. It keeps secrets in plain text and accepts every request that has one of its keys. Production runs on Stripe's own service.
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
//! Each file has one concept, and imports only files above it in this table:
//!
//! | file | concept |
//! |---|---|
//! | [`evidence`] | what Stripe's own service has answered about the assumptions |
//! | [`assumptions`] | behaviour that Stripe does not document, and what the emulator does |
//! | `assumption_log` | the assumptions behind one answer |
//! | `version` | API versions |
//! | `id` | ids as Stripe writes them |
//! | [`request`] | an HTTP request |
//! | [`api_error`] | Stripe's errors |
//! | [`cors`] | what a page may read of an answer |
//! | [`response`] | an HTTP response |
//! | [`fault`] | failures on purpose |
//! | [`identity`] | the app, account and user that a caller claims |
//! | [`world`] | apps, accounts, users, keys and permissions |
//! | [`world_file`] | a world as a TOML or JSON file |
//! | [`views`] | the world and the assumptions, as a developer sees them |
//! | [`store`] | the interface of a store |
//! | [`memory`] | a store in memory, and its snapshots |
//! | [`stored_secret`] | a stored secret, as a developer sees it |
//! | `seed` | the world's own secrets |
//! | `uninstall` | the secrets of an app that is uninstalled |
//! | [`caller`] | the app, account and user of a request, and the secrets that they can access |
//! | `shown_answer` | an answer in the log, without its payloads |
//! | [`log`] | a request in the log, without its secrets |
//! | `attempts` | how often a request was sent |
//! | `parameters` | the checked form parameters of a request |
//! | `operation` | the four operations, their routes and parameters |
//! | `idempotency` | idempotency keys |
//! | `expiry` | the deletion of what has expired |
//! | `call` | one call of an operation, on the store |
//! | `dispatch` | the way from a request to its outcome |
//! | [`exchange`] | a response with its headers, and its entry in the log |
//! | [`engine`] | a request in, a response out |
#![cfg_attr(all(feature = "server", not(target_family = "wasm")), doc = "| [`sqlite`] | a store in a SQLite file |")]
#![cfg_attr(all(feature = "server", not(target_family = "wasm")), doc = "| [`server`] | the HTTP server |")]
#![cfg_attr(target_family = "wasm", doc = "| `wasm` | JavaScript bindings |")]

pub mod api_error;
mod assumption_log;
pub mod assumptions;
mod attempts;
mod call;
pub mod caller;
pub mod cors;
mod dispatch;
pub mod engine;
pub mod evidence;
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
mod shown_answer;
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
