//! The JSON of an answer. A payload may be in it, so all its texts are wiped with it.

use secrecy::zeroize::Zeroize;
use serde_json::Value;
use std::string::String;

/// JSON that is wiped when it is dropped. No `Debug`: a payload may be in it.
pub(super) struct Json(Value);

impl Json {
    /// Parses a body as `fetch` does: without the byte order mark, and with U+FFFD for what is not UTF-8. Returns `None` for anything but JSON.
    pub(super) fn parse(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let mut text = String::from_utf8_lossy(body);
        let parsed = serde_json::from_str(&text).ok().map(Self);
        if let std::borrow::Cow::Owned(text) = &mut text {
            text.zeroize();
        }
        parsed
    }

    pub(super) fn value(&self) -> &Value {
        &self.0
    }

    pub(super) fn value_mut(&mut self) -> &mut Value {
        &mut self.0
    }
}

impl Drop for Json {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Wipes each text. A parser of serde_json refuses what is nested deeper than 128 levels.
fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
