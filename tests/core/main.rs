//! The core, natively: what goes out, what is refused, how answers are judged.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // A test that cannot go on has failed.

mod answers;
mod cards;
mod encoding;
mod errors_page;
mod layers;
mod numbers;
mod refusals;
mod requests;
mod texts;
mod values;

use stripe_secret_store::error::Result;
use stripe_secret_store::operation::{Operation, Sending};
use stripe_secret_store::options::Client;
use stripe_secret_store::request::Action;
use stripe_secret_store::room::{Form, Room};
use values::{Js, Outside};

/// The moment of all tests: 2026-11-23T12:00:00Z, in Unix seconds.
const NOW: f64 = 1_795_435_200.0;

/// An HTTP client, as far as it is looked at.
fn http_client() -> Js {
    Js::Object(vec![("makeRequest".into(), Js::Function)])
}

/// The options of an extension's client for `usr_1`, with `more`.
fn extension(more: Js) -> Js {
    let Js::Object(more) = more else { panic!("no object") };
    let mut options = vec![("httpClient".into(), http_client()), ("userContext".into(), object! { id: "usr_1" })];
    options.extend(more);
    Js::Object(options)
}

/// A client of these options.
fn client(options: Js) -> Client<Outside> {
    Client::read(&options.held(), &Js::Undefined.held(), room()).unwrap()
}

/// Room of its own for each call: it lives as long as the test.
fn room() -> &'static Room {
    Box::leak(Box::new(Room::new()))
}

fn text_of(form: &Form<'_>) -> String {
    form.bytes().iter().map(|byte| char::from(byte.get())).collect()
}

fn begin_with(options: Js, action: Action, params: Js, call: Js) -> Result<(Operation, Sending<'static, Outside>)> {
    Operation::begin(&client(options), action, params.held(), call.held(), NOW, room())
}

/// Begins a call of an extension.
fn begin(action: Action, params: Js) -> Result<(Operation, Sending<'static, Outside>)> {
    begin_with(extension(object! {}), action, params, Js::Undefined)
}
