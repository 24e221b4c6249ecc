//! The face to JavaScript: plain objects in and out, and errors as values. Nothing that is passed in traps.

mod exchange;

use crate::engine::Engine;
use crate::fault::Fault;
use crate::identity::Identity;
use crate::memory::MemoryStore;
use crate::operation::HEAD;
use crate::request::Request;
use crate::views;
use crate::world::World;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// The largest integer that every number up to is exact in JavaScript.
const EXACT: f64 = 9_007_199_254_740_991.0;

/// An emulator in memory. Its methods throw a string with the reason, and change nothing then.
#[wasm_bindgen]
pub struct EmulatorCore {
    engine: Engine<MemoryStore>,
}

#[wasm_bindgen]
impl EmulatorCore {
    /// Creates an empty emulator in the world of a text: TOML, or JSON if it begins as an object does. Without a text it has the default world.
    #[wasm_bindgen(constructor)]
    pub fn new(world: JsValue) -> Result<EmulatorCore, JsValue> {
        let world = match world.as_string() {
            None if world.is_undefined() => World::default(),
            None => return Err("The world must be a text.".into()),
            Some(text) if text.trim_start_matches('\u{FE_FF}').trim_start().starts_with('{') => World::from_json(&text).map_err(message)?,
            Some(text) => World::from_toml(&text).map_err(message)?,
        };
        Ok(Self { engine: Engine::new(MemoryStore::default(), world) })
    }

    /// Answers `{method, path, headers: [name, value][], body}` of `{app?, account?, user?, livemode?}`, or undefined for the owner of its
    /// key, at `now` in Unix seconds. Takes and returns JSON: with a conversion of each field a find took 1.8 times as long (November 2026).
    pub fn handle(&self, request: JsValue, identity: JsValue, now: JsValue) -> Result<String, JsValue> {
        let request: Request = read_json(&request, "request")?;
        let identity: Option<Identity> = if identity.is_undefined() { None } else { Some(read_json(&identity, "caller")?) };
        let mut exchange = self.engine.handle(&request, identity.as_ref(), moment(&now)?);
        // The server's HTTP library does this by itself.
        if request.method == HEAD {
            exchange.response.body.clear();
        }
        String::from_utf8(exchange::to_json(&exchange).map_err(message)?).map_err(message)
    }

    /// Throws if the identity is not in this world.
    pub fn check(&self, identity: JsValue) -> Result<(), JsValue> {
        let identity: Identity = read(identity, "caller")?;
        self.engine.world().check(&identity).map_err(message)
    }

    /// Makes the next requests run into these faults: all of the list, or none when one of them cannot be.
    pub fn fail(&self, faults: JsValue) -> Result<(), JsValue> {
        let faults: Vec<Fault> = read(faults, "list of faults")?;
        faults.iter().try_for_each(Fault::check)?;
        faults.into_iter().for_each(|fault| self.engine.fail(fault));
        Ok(())
    }

    /// Returns the pending faults in their order.
    pub fn faults(&self) -> Result<JsValue, JsValue> {
        out(&self.engine.faults())
    }

    /// Removes all faults.
    #[wasm_bindgen(js_name = stopFailing)]
    pub fn stop_failing(&self) {
        self.engine.stop_failing();
    }

    /// Returns every assumption, with whether it holds.
    pub fn assumptions(&self) -> Result<JsValue, JsValue> {
        out(&views::assumptions(self.engine.assumptions()))
    }

    /// Switches an assumption off, or on again.
    #[wasm_bindgen(js_name = setAssumption)]
    pub fn set_assumption(&self, name: JsValue, enabled: JsValue) -> Result<(), JsValue> {
        let name = text(&name, "name of the assumption")?;
        self.engine.set_assumption(&name, flag(&enabled)?).map_err(message)
    }

    /// Returns the current world: `{apps, accounts, keys}`.
    pub fn world(&self) -> Result<JsValue, JsValue> {
        out(&views::world(&self.engine.world()))
    }

    /// Grants a permission to an installed app, or takes it away.
    pub fn permit(&self, app: JsValue, account: JsValue, permission: JsValue, granted: JsValue) -> Result<(), JsValue> {
        let (app, account) = (text(&app, "app")?, text(&account, "account")?);
        let (permission, granted) = (text(&permission, "permission")?, flag(&granted)?);
        self.engine.change_world(|world| world.permit(&app, &account, &permission, granted)).map_err(message)
    }

    /// Installs an app on an account, or uninstalls it.
    pub fn install(&self, app: JsValue, account: JsValue, installed: JsValue) -> Result<(), JsValue> {
        let (app, account, installed) = (text(&app, "app")?, text(&account, "account")?, flag(&installed)?);
        let change = |world: &mut World| if installed { world.install(&app, &account) } else { world.uninstall(&app, &account) };
        self.engine.change_world(change).map_err(message)
    }

    /// Keeps the world's own secrets, as if they were set at `now`.
    pub fn seed(&self, now: JsValue) -> Result<(), JsValue> {
        let Ok(()) = self.engine.seed(moment(&now)?);
        Ok(())
    }

    /// Returns the secrets at `now` as JSON, with payloads.
    pub fn snapshot(&self, now: JsValue) -> Result<String, JsValue> {
        let Ok(()) = self.engine.sweep(moment(&now)?);
        Ok(self.engine.store().snapshot())
    }

    /// Keeps what a snapshot holds, in the place of everything.
    pub fn restore(&self, snapshot: JsValue) -> Result<(), JsValue> {
        let store = MemoryStore::from_snapshot(&text(&snapshot, "snapshot")?).map_err(message)?;
        self.engine.store().replace_with(store);
        Ok(())
    }

    /// Deletes every secret, and puts world, assumptions and faults back to what they were at the start.
    pub fn reset(&self) {
        let Ok(()) = self.engine.reset();
    }
}

fn message(error: impl std::fmt::Display) -> JsValue {
    error.to_string().into()
}

/// Converts a value as JSON has it: null rather than undefined for a missing one.
fn out(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

fn read<T: DeserializeOwned>(value: JsValue, what: &str) -> Result<T, JsValue> {
    // Not the converter's own message: it quotes the value it stumbles over.
    serde_wasm_bindgen::from_value(value).map_err(|_| format!("The {what} is not of the right form.").into())
}

fn read_json<T: DeserializeOwned>(value: &JsValue, what: &str) -> Result<T, JsValue> {
    serde_json::from_str(&text(value, what)?).map_err(|_| format!("The {what} is not of the right form.").into())
}

fn text(value: &JsValue, what: &str) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| format!("The {what} must be a string.").into())
}

fn flag(value: &JsValue) -> Result<bool, JsValue> {
    value.as_bool().ok_or_else(|| "The value must be true or false.".into())
}

fn moment(value: &JsValue) -> Result<u64, JsValue> {
    match value.as_f64() {
        Some(seconds) if (0.0..=EXACT).contains(&seconds) => Ok(seconds as u64),
        _ => Err("The time must be a number of seconds.".into()),
    }
}
