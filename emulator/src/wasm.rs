//! The face to JavaScript: plain objects in and out, and errors as values. Nothing that is passed in traps.

use crate::caller::Caller;
use crate::engine::Engine;
use crate::log::LogEntry;
use crate::memory::MemoryStore;
use crate::request::Request;
use crate::response::Response;
use crate::store::Store;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// The largest integer that every number up to is exact in JavaScript.
const EXACT: f64 = 9_007_199_254_740_991.0;

#[derive(Serialize)]
struct Exchange {
    response: Response,
    entry: LogEntry,
}

/// An emulator in memory.
#[wasm_bindgen]
pub struct EmulatorCore {
    engine: Engine<MemoryStore>,
}

#[wasm_bindgen]
impl EmulatorCore {
    /// An empty one.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // JavaScript has no Default.
    pub fn new() -> Self {
        Self { engine: Engine::new(MemoryStore::default()) }
    }

    /// Answers `{method, path, headers: [name, value][], body}` of `{app?, account?, user?, livemode?}` at `now`, in Unix seconds, with
    /// `{response: {status, headers, body}, entry}`. Throws a string when one of them is something else.
    pub fn handle(&mut self, request: JsValue, caller: JsValue, now: JsValue) -> Result<JsValue, JsValue> {
        let request: Request = read(request, "request")?;
        let caller: Caller = read(caller, "caller")?;
        let now = moment(&now)?;
        let response = self.engine.handle(&request, &caller, now);
        let entry = LogEntry::new(&request, &caller, &response, now);
        // As JSON has it: null rather than undefined for what is not there.
        Ok(Exchange { response, entry }.serialize(&Serializer::json_compatible())?)
    }

    /// What is kept at `now`, as JSON, payloads included.
    pub fn snapshot(&mut self, now: JsValue) -> Result<String, JsValue> {
        let Ok(()) = self.engine.store_mut().sweep(moment(&now)?);
        Ok(self.engine.store().snapshot())
    }

    /// Keeps what a snapshot holds, in the place of everything. Throws a string, and changes nothing, when it is none.
    pub fn restore(&mut self, snapshot: JsValue) -> Result<(), JsValue> {
        let text = snapshot.as_string().ok_or("The snapshot is no string.")?;
        *self.engine.store_mut() = MemoryStore::from_snapshot(&text).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// Deletes every secret.
    pub fn clear(&mut self) {
        let Ok(()) = self.engine.store_mut().clear();
    }
}

fn read<T: DeserializeOwned>(value: JsValue, what: &str) -> Result<T, JsValue> {
    // Not the converter's own message: it quotes the value it stumbles over.
    serde_wasm_bindgen::from_value(value).map_err(|_| format!("The {what} is not of the right form.").into())
}

fn moment(value: &JsValue) -> Result<u64, JsValue> {
    match value.as_f64() {
        Some(seconds) if (0.0..=EXACT).contains(&seconds) => Ok(seconds as u64),
        _ => Err("The time is no number of seconds.".into()),
    }
}
