//! A call on its way, as the driver in JavaScript holds it.

use super::js::header_text;
use crate::key::Key;
use crate::operation::{Failure, Operation, Step};
use crate::response::Answer;
use crate::value::Value as _;
use wasm_bindgen::prelude::*;

/// A call on its way. The driver owns it and frees it.
#[wasm_bindgen(private, skip_typescript)]
pub struct PendingOperation(pub(super) Operation);

#[wasm_bindgen]
impl PendingOperation {
    /// An answer came. Says what to do next: `undefined`, hand on its JSON; `null`, answer so; a number, wait so many
    /// milliseconds and send again; anything else, throw it.
    #[wasm_bindgen(skip_typescript)]
    pub fn answered(&mut self, status: JsValue, headers: JsValue, json: JsValue, sent: JsValue, fault: JsValue) -> JsValue {
        let answer = Answer {
            // As it is: a status that is no number is none.
            status: status.as_f64().unwrap_or(f64::NAN),
            request_id: header_text(&headers, Key::RequestId),
            should_retry: header_text(&headers, Key::ShouldRetry).and_then(|value| value.parse().ok()),
            json: &json,
            sent: &sent,
        };
        into_js(self.0.answered(&answer), &fault)
    }

    /// No answer came, for the reason with this number. Says what to do next, as above.
    #[wasm_bindgen(skip_typescript)]
    pub fn failed(&mut self, failure: JsValue, cause: JsValue) -> JsValue {
        let failure = Failure::ALL.get(failure.number() as usize).copied().unwrap_or(Failure::Connection);
        into_js(self.0.failed(failure), &cause)
    }
}

fn into_js(step: Step, cause: &JsValue) -> JsValue {
    match step {
        Step::HandOn => JsValue::UNDEFINED,
        Step::Nothing => JsValue::NULL,
        Step::Wait(milliseconds) => JsValue::from_f64(f64::from(milliseconds)),
        Step::Fail(error) => error.into_js(cause),
    }
}
