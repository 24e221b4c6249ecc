//! A client of [Stripe's Secret Store](https://docs.stripe.com/stripe-apps/store-secrets) that decides and does no I/O.
//!
//! An [`operation`] takes parameters and says what to do next: send this request, wait this long, hand on this
//! answer, give up with this error. Whoever drives it does the sending and the waiting: in the npm package a
//! few lines of JavaScript over the HTTP client that the Dashboard supplies, in the tests plain function calls.
//!
//! One concept a file, and each file imports only those above it:
//!
//! | file | what it knows |
//! |---|---|
//! | [`key`] | every field name that is read from the outside |
//! | [`error`] | the codes one can branch on, and what to do about each |
//! | [`value`] | how a value from outside is read, whatever it is |
//! | [`limits`] | Stripe's limits |
//! | [`room`] | the memory that calls work in, wiped when it is let go of |
//! | `rules` | the checks of name, payload, expiry and page |
//! | [`card`] | card numbers, which Stripe forbids to store |
//! | [`form`] | the form encoding, byte for byte as stripe-node writes it |
//! | [`scope`] | accounts and users: where a secret lives and who may say so |
//! | [`secret`] | what Stripe answers |
//! | [`options`] | the options of a client and of a call |
//! | [`request`] | the four requests |
//! | [`response`] | an answer, judged |
//! | [`retry`] | whether to try again, and when |
//! | [`operation`] | one call from its start to its end |
#![cfg_attr(all(feature = "wasm", target_family = "wasm"), doc = "| `wasm` | the face to JavaScript |")]
#![no_std]
#![deny(missing_docs)]

// For those who make answers: a client allocates nothing.
#[cfg(feature = "alloc")]
extern crate alloc;
// Linked for its panic handler and allocator only, wherever the build is not the shipped module, which has neither.
#[cfg(any(feature = "typescript", not(all(feature = "wasm", target_family = "wasm"))))]
extern crate std;

pub mod card;
pub mod error;
pub mod form;
pub mod key;
pub mod limits;
pub mod operation;
pub mod options;
pub mod request;
pub mod response;
pub mod retry;
pub mod room;
mod rules;
pub mod scope;
pub mod secret;
pub mod value;

#[cfg(all(feature = "wasm", target_family = "wasm"))]
pub mod wasm;
