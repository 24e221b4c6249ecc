//! Calls the page without a panic where one of its functions throws: promises, buffers and timers. js-sys and gloo-timers would panic.

use core::pin::Pin;
use core::task::{Context, Poll};
use js_sys::{Function, Promise, Uint8Array};
use secrecy::zeroize::Zeroizing;
use std::vec::Vec;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Uint8Array, js_name = Uint8Array)]
    type View;
    /// Throws for a buffer that was transferred.
    #[wasm_bindgen(constructor, catch, js_class = "Uint8Array")]
    fn new(buffer: &JsValue) -> Result<View, JsValue>;

    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue) -> Result<JsValue, JsValue>;
}

/// The largest body in bytes. A list of 100 secrets, the longest answer, has less than 10 MB. A body that does not fit in memory would end the module.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// Waits for a promise, or for any other value. A promise whose `then` or `constructor` throws counts as rejected.
pub(super) fn settled(value: &JsValue) -> JsFuture {
    let mut resolve_with = |resolve: Function, _: Function| drop(resolve.call1(&JsValue::UNDEFINED, value));
    Promise::new(&mut resolve_with).into()
}

/// Copies the bytes of a buffer, also of one that another window made.
pub(super) fn bytes_of(buffer: &JsValue) -> Result<Zeroizing<Vec<u8>>, JsValue> {
    let view = View::new(buffer)?;
    let length = view.length() as usize;
    let mut bytes = Zeroizing::new(Vec::new());
    if length > LARGEST_BODY || bytes.try_reserve_exact(length).is_err() {
        return Err(JsValue::from_str("The body is too long."));
    }
    bytes.resize(length, 0);
    view.copy_to(&mut bytes);
    Ok(bytes)
}

/// A timer that is cleared when it is dropped.
pub(super) struct Timer {
    id: JsValue,
    over: JsFuture,
}

impl Timer {
    /// Sets a timer. Fails on a page that has lost `setTimeout`.
    pub(super) fn new(milliseconds: u32) -> Result<Self, JsValue> {
        let mut id = Ok(JsValue::UNDEFINED);
        let over = Promise::new(&mut |resolve, _| id = set_timeout(&resolve, milliseconds)).into();
        Ok(Self { id: id?, over })
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.over).poll(context).map(drop)
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        // Without `clearTimeout` the timer ends by itself.
        let _ = clear_timeout(&self.id);
    }
}
