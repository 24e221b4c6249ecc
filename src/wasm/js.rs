//! JavaScript as Rust sees it here: the imported functions, values read through them, and errors made by them.

use crate::error::Error;
use crate::key::{Key, Keys};
use crate::value::{Kind, NoText, Value};
use alloc::string::String;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/driver.js")]
extern "C" {
    pub(super) fn learn(names: &str);
    fn kind(value: &JsValue) -> u8;
    fn number(value: &JsValue) -> f64;
    fn length(value: &JsValue) -> u32;
    fn get(object: &JsValue, key: u8) -> JsValue;
    fn item(array: &JsValue, index: u32) -> JsValue;
    fn stranger(object: &JsValue, known: u32) -> JsValue;
    fn header(headers: &JsValue, key: u8) -> JsValue;
    fn random() -> u32;
    fn now() -> f64;
    pub(super) fn connection(http_client: &JsValue, host: &str, port: &str, protocol: &str, headers: &str) -> JsValue;
    pub(super) fn reject(error: JsValue) -> JsValue;
    #[allow(clippy::too_many_arguments)] // One crossing for each call, instead of one for each of its parts.
    pub(super) fn drive(
        operation: super::operation::PendingOperation,
        connection: &JsValue,
        method: &str,
        path: &str,
        body: &str,
        idempotency_key: &str,
        stripe_account: &str,
        timeout: u32,
        signal: JsValue,
    ) -> JsValue;
}

#[wasm_bindgen(module = "/js/error.js")]
extern "C" {
    /// The error class, handed on to whoever imports the module. Imported as a function, which a class is too, because only for those can
    /// wasm-bindgen 0.2.130 leave the declaration to src/wasm/types.rs; nobody calls it from here.
    #[wasm_bindgen(reexport, skip_typescript)]
    #[allow(non_snake_case, dead_code)]
    fn SecretStoreError();

    #[wasm_bindgen(js_name = secretStoreError)]
    #[allow(clippy::too_many_arguments)] // As above.
    fn secret_store_error(
        code: &str,
        message: &str,
        param: &str,
        status: u16,
        stripe_code: &str,
        request_id: &str,
        doc_url: &str,
        retryable: bool,
        attempts: u32,
        cause: &JsValue,
    ) -> JsValue;
}

impl Value for JsValue {
    fn kind(&self) -> Kind {
        Kind::ALL.get(usize::from(kind(self))).copied().unwrap_or(Kind::Other)
    }

    fn number(&self) -> f64 {
        number(self)
    }

    fn text(&self, most: u32) -> Result<String, NoText> {
        if length(self) > most {
            return Err(if self.is_string() { NoText::TooLong } else { NoText::NotText });
        }
        let text = self.as_string().ok_or(NoText::NotText)?;
        // The way from UTF-16 turns half a pair into U+FFFD without a word. Only where there is one, the way back tells.
        // (Bytes, because `contains` of a character beyond ASCII links the search for whole texts: 5 kB.)
        if text.as_bytes().windows(3).any(|bytes| bytes == "\u{FFFD}".as_bytes()) && JsValue::from_str(&text) != *self {
            return Err(NoText::LoneSurrogate);
        }
        Ok(text)
    }

    fn get(&self, key: Key) -> Self {
        get(self, key as u8)
    }

    fn length(&self) -> u32 {
        length(self)
    }

    fn item(&self, index: u32) -> Self {
        item(self, index)
    }

    fn stranger(&self, known: Keys) -> Option<String> {
        stranger(self, known.bits()).as_string()
    }
}

/// A header of an answer.
pub(super) fn header_text(headers: &JsValue, key: Key) -> Option<String> {
    header(headers, key as u8).text(1_000).ok()
}

/// 64 random bits.
pub(super) fn seed() -> u64 {
    u64::from(random()) << 32 | u64::from(random())
}

/// Unix seconds.
pub(super) fn seconds() -> u64 {
    (now() / 1000.0) as u64
}

impl Error {
    /// The `SecretStoreError` of JavaScript: the only place where an error crosses.
    pub(super) fn into_js(self, cause: &JsValue) -> JsValue {
        fn or_empty<T: AsRef<str>>(text: &Option<T>) -> &str {
            text.as_ref().map_or("", AsRef::as_ref)
        }
        secret_store_error(
            self.code.as_str(),
            &self.message,
            or_empty(&self.param),
            self.status.unwrap_or(0),
            or_empty(&self.stripe_code),
            or_empty(&self.request_id),
            or_empty(&self.doc_url),
            self.code.retryable(),
            self.attempts,
            cause,
        )
    }
}
