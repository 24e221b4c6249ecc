//! JavaScript as Rust sees it here: the imported functions, values read through them, and errors made by them.

use crate::error::Refusal;
use crate::key::{Key, Keys};
use crate::value::{Kind, Value};
use alloc::string::String;
use wasm_bindgen::prelude::*;

// Numbers cross as `i32` and `f64`, which the module can hand to JavaScript as they are. For any other kind wasm-bindgen puts a
// function between, with a long name that is in the bundle three times: half a kB for these, compressed (November 2026).

#[wasm_bindgen(module = "/js/values.js")]
extern "C" {
    fn hold(value: &JsValue) -> i32;
    pub(super) fn release(held: i32);
    fn kind(value: i32) -> i32;
    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(object: i32, key: i32) -> i32;
    fn number(value: i32) -> f64;
    fn text(value: i32) -> Option<String>;
    fn word(value: i32) -> i32;
    #[wasm_bindgen(js_name = wordOf)]
    fn word_of(object: i32, key: i32) -> i32;
    fn length(value: i32) -> i32;
    fn same(value: i32, other: i32) -> i32;
    fn get(object: i32, key: i32) -> i32;
    fn item(array: i32, index: i32) -> i32;
    fn stranger(object: i32, known: i32) -> i32;
}

#[wasm_bindgen(module = "/js/driver.js")]
extern "C" {
    pub(super) fn seconds() -> f64;
    pub(super) fn connect(options: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = forUser)]
    pub(super) fn for_user(connection: &JsValue, user_context: &JsValue) -> JsValue;
    pub(super) fn reject(error: JsValue) -> JsValue;
    #[allow(clippy::too_many_arguments)] // One crossing for each call, instead of one for each of its parts.
    pub(super) fn drive(
        exports: JsValue,
        connection: &JsValue,
        action: i32,
        max_network_retries: i32,
        is_post: i32,
        path: &str,
        form: &str,
        timeout: i32,
        user: i32,
        params: &JsValue,
        options: &JsValue,
    ) -> JsValue;
}

#[wasm_bindgen(module = "/js/error.js")]
extern "C" {
    /// The error class, handed on to whoever imports the module. Imported as a function, which a class is too, because only for those can
    /// wasm-bindgen 0.2.130 leave the declaration to src/wasm/types.rs; nobody calls it from here.
    #[wasm_bindgen(reexport, skip_typescript)]
    #[allow(non_snake_case, dead_code)]
    fn SecretStoreError();

    fn refused(code: i32, problem: i32, key: i32, object: i32, known: i32) -> JsValue;
}

/// A value that the driver holds for us, by its place on the driver's stack. What a call looks at is put there and let go of together, at its end:
/// with a `JsValue` for each, which has to be dropped on every way out, the module was 2 kB larger, 0.7 compressed (November 2026).
#[derive(Clone, Copy)]
pub(super) struct Held(pub(super) i32);

impl Held {
    /// Puts a value on the stack. Everything from it on is let go of by `release` of its place.
    pub(super) fn new(value: &JsValue) -> Self {
        Self(hold(value))
    }
}

impl Value for Held {
    fn kind(&self) -> Kind {
        Kind::numbered(kind(self.0))
    }

    fn number(&self) -> f64 {
        number(self.0)
    }

    fn text(&self) -> Option<String> {
        text(self.0)
    }

    fn word(&self) -> Option<Key> {
        Key::numbered(word(self.0))
    }

    fn length(&self) -> u32 {
        length(self.0) as u32
    }

    fn same(&self, other: &Self) -> bool {
        same(self.0, other.0) != 0
    }

    fn get(&self, key: Key) -> Self {
        Self(get(self.0, key as i32))
    }

    fn item(&self, index: u32) -> Self {
        Self(item(self.0, index as i32))
    }

    fn stranger(&self, known: Keys) -> Self {
        Self(stranger(self.0, known.bits() as i32))
    }

    fn kind_of(&self, key: Key) -> Kind {
        Kind::numbered(kind_of(self.0, key as i32))
    }

    fn word_of(&self, key: Key) -> Option<Key> {
        Key::numbered(word_of(self.0, key as i32))
    }
}

/// The `SecretStoreError` of JavaScript for what is refused before sending. `object` is what was read, and has the fields `known`: they
/// tell the one that is not.
pub(super) fn refusal(refusal: Refusal, object: Held, known: Keys) -> JsValue {
    refused(refusal.code as i32, refusal.problem as i32, refusal.key as i32, object.0, known.bits() as i32)
}
