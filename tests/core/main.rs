//! The core, natively: what goes out, what is refused, how answers are judged.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // A test that cannot go on has failed.

mod answers;
mod cards;
mod encoding;
mod errors_page;
mod generated;
mod layers;
mod refusals;
mod requests;
#[allow(unreachable_pub)] // Public for the fuzz targets, which have the same file.
mod values;

use stripe_secret_store::call::{Call, PreparedRequest};
use stripe_secret_store::error::Result;
use stripe_secret_store::operation::Operation;
use stripe_secret_store::options::Client;
use stripe_secret_store::scratch::{Form, Scratch};
use values::{Handle, Js};

impl Js {
    /// Returns a handle to the value, which lives as long as the test.
    fn handle(self) -> Handle<'static> {
        Handle(Box::leak(Box::new(self)))
    }
}

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
fn client(options: Js) -> Client<Handle<'static>> {
    Client::read(&options.handle(), &Js::Undefined.handle(), scratch()).unwrap()
}

/// Scratch of its own for each call: it lives as long as the test.
fn scratch() -> &'static Scratch {
    Box::leak(Box::new(Scratch::new()))
}

fn text_of(form: &Form<'_>) -> String {
    form.bytes().iter().map(|byte| char::from(byte.get())).collect()
}

fn begin_with(options: Js, operation: Operation, params: Js, call: Js) -> Result<(Call, PreparedRequest<'static, Handle<'static>>)> {
    Call::begin(&client(options), operation, params.handle(), call.handle(), NOW, scratch())
}

/// Begins a call of an extension.
fn begin(operation: Operation, params: Js) -> Result<(Call, PreparedRequest<'static, Handle<'static>>)> {
    begin_with(extension(object! {}), operation, params, Js::Undefined)
}
