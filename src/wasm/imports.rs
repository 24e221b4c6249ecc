//! The functions that js/module.js exports for the module, and values that are read through them.

use crate::error::ValidationError;
use crate::field::{Field, FieldSet};
use crate::keyword::Keyword;
use crate::value::{Kind, Kinds, Value};
use core::cell::Cell;
use wasm_bindgen::prelude::*;

// Only numbers cross, as `i32` and `f64`: wasm-bindgen links such functions as they are. For other types, also for addresses, it adds a function, and passes texts
// through cached views of the memory. The build without WebAssembly does not notice when these are outdated.

#[wasm_bindgen(module = "/js/module.js")]
extern "C" {
    fn kind(value: i32) -> i32;
    #[wasm_bindgen(js_name = kindOf)]
    fn kind_of(object: i32, field: i32) -> i32;
    fn kinds(object: i32, fields: i32) -> i32;
    fn number(value: i32) -> f64;
    fn text(value: i32, address: i32, size: i32) -> i32;
    fn keyword(value: i32) -> i32;
    #[wasm_bindgen(js_name = keywordOf)]
    fn keyword_of(object: i32, field: i32) -> i32;
    fn length(value: i32) -> i32;
    fn equals(value: i32, other: i32) -> i32;
    fn get(object: i32, field: i32) -> i32;
    fn item(array: i32, index: i32) -> i32;
    #[wasm_bindgen(js_name = hasUnknownField)]
    fn has_unknown_field(object: i32, known: i32) -> i32;

    #[wasm_bindgen(js_name = replyInvalid)]
    fn reply_invalid(code: i32, problem: i32, field: i32, object: i32, known: i32);
    #[wasm_bindgen(js_name = replyClient)]
    pub(super) fn reply_client(timeout: i32, max_network_retries: i32, write_policy: i32);
    #[wasm_bindgen(js_name = replyRequest)]
    pub(super) fn reply_request(form: i32, length: i32, timeout: i32, max_network_retries: i32, user: i32);
    #[wasm_bindgen(js_name = replyStep)]
    pub(super) fn reply_step(step: i32, delay: i32, code: i32, is_retryable: i32);
}

/// The number of a value in the list of the call that is being made.
#[derive(Clone, Copy)]
pub(super) struct Handle(pub(super) i32);

impl Value for Handle {
    fn kind(&self) -> Kind {
        Kind::numbered(kind(self.0)).unwrap_or(Kind::Other)
    }

    fn number(&self) -> f64 {
        number(self.0)
    }

    fn text(&self, buffer: &[Cell<u8>]) -> Option<usize> {
        usize::try_from(text(self.0, buffer.as_ptr() as i32, buffer.len() as i32)).ok()
    }

    fn keyword(&self) -> Option<Keyword> {
        Keyword::numbered(keyword(self.0))
    }

    fn length(&self) -> u32 {
        length(self.0) as u32
    }

    fn equals(&self, other: &Self) -> bool {
        equals(self.0, other.0) != 0
    }

    fn get(&self, field: Field) -> Self {
        Self(get(self.0, field as i32))
    }

    fn item(&self, index: u32) -> Self {
        Self(item(self.0, index as i32))
    }

    fn has_unknown_field(&self, known: FieldSet) -> bool {
        has_unknown_field(self.0, known.bits() as i32) != 0
    }

    fn kinds(&self, fields: FieldSet) -> Kinds {
        Kinds(kinds(self.0, fields.bits() as i32) as u32)
    }

    fn kind_of(&self, field: Field) -> Kind {
        Kind::numbered(kind_of(self.0, field as i32)).unwrap_or(Kind::Other)
    }

    fn keyword_of(&self, field: Field) -> Option<Keyword> {
        Keyword::numbered(keyword_of(self.0, field as i32))
    }
}

/// Replies with a validation error. `object` was read, and may have the fields `known`: they tell the unknown one.
pub(super) fn reply_with_error(error: ValidationError, object: Handle, known: FieldSet) {
    reply_invalid(error.code as i32, error.problem as i32, error.field as i32, object.0, known.bits() as i32);
}
