//! A client of [Stripe's Secret Store](https://docs.stripe.com/stripe-apps/store-secrets) that decides and does no I/O.
//!
//! The feature `reqwest` adds the client for a backend, and `gloo-net` the one for a front end in WebAssembly: `SecretStoreClient`, in the module `client`.
//! A front end takes no default features, which are for the npm package. The rest of this page is about the core of all clients.
//!
//! A [`call`] takes parameters and says what to do next: send this request, retry after this delay, resolve with this
//! answer, reject with this error. The sender sends and waits: a few lines of JavaScript over the host's HTTP client in the
//! npm package, plain function calls in the tests.
//!
//! Each file holds one concept, and imports only files above it:
//!
//! | file | contents |
//! |---|---|
//! | `numbered` | the macro for everything that JavaScript knows by number |
//! | [`field`] | the field names that are read from the outside |
//! | [`keyword`] | the texts of the outside that decide something |
//! | [`error`] | the error codes, with advice for each |
//! | [`value`] | the trait that reads a value from outside |
//! | [`limits`] | Stripe's limits |
//! | [`scratch`] | the scratch buffer of a call, which is wiped after use |
//! | `validation` | the checks of name, payload, expiry and page limit |
//! | [`card`] | card numbers, which Stripe forbids to store |
//! | [`encoding`] | the form encoding, byte for byte as stripe-node writes it |
//! | [`scope`] | the account's scope and the users' scopes |
//! | [`secret`] | the objects that Stripe answers with |
//! | [`options`] | the options of a client and of a call |
//! | [`operation`] | the four operations and their parameters |
//! | [`request`] | the requests of the operations |
//! | [`response`] | the classification of an answer |
//! | [`retry`] | the retry policy |
//! | [`call`] | one call from its start to its end |
//! | `client` | the client for Rust, with the feature `reqwest` or `gloo-net` |
#![cfg_attr(all(feature = "wasm", not(feature = "gloo-net"), target_family = "wasm"), doc = "| `wasm` | the JavaScript bindings |")]
#![no_std]
#![deny(missing_docs)]

// Answers as owned types allocate; the client does not.
#[cfg(feature = "alloc")]
extern crate alloc;
// The shipped module brings its own panic handler and allocator. Every other build links std for them.
#[cfg(not(all(feature = "wasm", not(any(feature = "typescript", feature = "gloo-net")), target_family = "wasm")))]
extern crate std;

// First, since its macro is used by the others.
#[macro_use]
mod numbered;

pub mod call;
pub mod card;
#[cfg(any(all(feature = "reqwest", not(target_family = "wasm")), all(feature = "gloo-net", target_family = "wasm")))]
pub mod client;
pub mod encoding;
pub mod error;
pub mod field;
pub mod keyword;
pub mod limits;
pub mod operation;
pub mod options;
pub mod request;
pub mod response;
pub mod retry;
pub mod scope;
pub mod scratch;
pub mod secret;
mod validation;
pub mod value;

// A front end in Rust has no use for the JavaScript bindings, which would be exports of its own module.
#[cfg(all(feature = "wasm", not(feature = "gloo-net"), target_family = "wasm"))]
pub mod wasm;

#[cfg(any(all(feature = "reqwest", not(target_family = "wasm")), all(feature = "gloo-net", target_family = "wasm")))]
#[doc(inline)]
pub use client::{
    AllSecrets, CallOptions, CardNumbers, CreateSecret, DeleteSecret, DeletedSecret, Error, FindSecret, ListSecrets, Secret, SecretList,
    SecretStoreClient, SecretStoreClientBuilder,
};
#[cfg(any(all(feature = "reqwest", not(target_family = "wasm")), all(feature = "gloo-net", target_family = "wasm")))]
pub use secrecy;
#[cfg(feature = "alloc")]
#[doc(no_inline)]
pub use {error::ErrorCode, scope::Scope};
