//! JavaScript as Rust sees it here: the imported functions, and values read through them.

use crate::error::Refusal;
use crate::key::{Key, Keys};
use crate::value::{Kind, Kinds, Value};
use core::cell::Cell;
use wasm_bindgen::prelude::*;

// Numbers alone cross, as `i32` and `f64`: wasm-bindgen links such functions as they are. For anything else it puts a function between, and texts
// go through views of the memory that it keeps, of which the build without WebAssembly does not notice when they are outdated.

#[wasm_bindgen(module = "/js/values.js")]
extern "C" {
    fn kind(value: i32) -> i32;
    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(object: i32, key: i32) -> i32;
    fn number(value: i32) -> f64;
    fn text(value: i32, at: *const Cell<u8>, room: usize) -> i32;
    fn word(value: i32) -> i32;
    #[wasm_bindgen(js_name = wordOf)]
    fn word_of(object: i32, key: i32) -> i32;
    fn length(value: i32) -> i32;
    fn same(value: i32, other: i32) -> i32;
    fn get(object: i32, key: i32) -> i32;
    fn item(array: i32, index: i32) -> i32;
    #[wasm_bindgen(js_name = hasStranger)]
    fn has_stranger(object: i32, known: i32) -> i32;
    fn kinds(object: i32, keys: i32) -> i32;
}

#[wasm_bindgen(module = "/js/driver.js")]
extern "C" {
    fn refused(code: i32, problem: i32, key: i32, object: i32, known: i32);
    pub(super) fn opened(timeout: i32, max_network_retries: i32, limits: i32);
    #[allow(clippy::too_many_arguments)] // One crossing for each call, instead of one for each of its parts.
    pub(super) fn begun(
        is_post: i32,
        path: *const u8,
        path_length: usize,
        form: *const Cell<u8>,
        form_length: usize,
        timeout: i32,
        max_network_retries: i32,
        user: i32,
    );
}

/// A value that JavaScript holds for us, by its place on a stack: what a call looks at is put there and let go of together, at its end.
#[derive(Clone, Copy)]
pub(super) struct Held(pub(super) i32);

impl Value for Held {
    fn kind(&self) -> Kind {
        Kind::numbered(kind(self.0))
    }

    fn number(&self) -> f64 {
        number(self.0)
    }

    fn text(&self, room: &[Cell<u8>]) -> Option<usize> {
        usize::try_from(text(self.0, room.as_ptr(), room.len())).ok()
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

    fn has_stranger(&self, known: Keys) -> bool {
        has_stranger(self.0, known.bits() as i32) != 0
    }

    fn kinds(&self, keys: Keys) -> Kinds {
        Kinds(kinds(self.0, keys.bits() as i32) as u32)
    }

    fn kind_of(&self, key: Key) -> Kind {
        Kind::numbered(kind_of(self.0, key as i32))
    }

    fn word_of(&self, key: Key) -> Option<Key> {
        Key::numbered(word_of(self.0, key as i32))
    }
}

/// Tells why something is refused before sending. `object` is what was read, and has the fields `known`: they tell the one that is not.
pub(super) fn refuse(refusal: Refusal, object: Held, known: Keys) {
    refused(refusal.code as i32, refusal.problem as i32, refusal.key as i32, object.0, known.bits() as i32);
}
