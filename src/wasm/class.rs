//! The classes of JavaScript, handed on to whoever imports the module that `wasm-pack build` makes; and what they have to be told there. The
//! npm package has entries of its own (js/index.ts and its like), which the shipped module knows nothing of.
#![allow(missing_docs)] // src/wasm/types.rs has the documentation, and wasm-bindgen adds what has none.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/instance.js")]
extern "C" {
    fn attach(instance: &JsValue);

    #[wasm_bindgen(reexport, skip_typescript)]
    #[allow(dead_code)]
    fn backend() -> JsValue;
}

/// Nobody calls it from here: named for `wasm-pack build`, which takes along what Rust names, and js/driver.js needs it.
#[wasm_bindgen(module = "/js/timer.js")]
extern "C" {
    #[allow(dead_code)]
    fn cancel();
}

#[wasm_bindgen(module = "/js/error.js")]
extern "C" {
    /// The error class. Imported as a function, which a class is too, because only for those can wasm-bindgen 0.2.130 leave the declaration
    /// to src/wasm/types.rs; nobody calls it from here.
    #[wasm_bindgen(reexport, skip_typescript)]
    #[allow(non_snake_case, dead_code)]
    fn SecretStoreError();
}

#[wasm_bindgen(module = "/js/client.js")]
extern "C" {
    /// The class, likewise.
    #[wasm_bindgen(reexport, skip_typescript, js_name = SecretStoreClient)]
    #[allow(dead_code)]
    fn secret_store_client();
}

/// A client, as the browser tests use it.
#[wasm_bindgen(module = "/js/client.js")]
extern "C" {
    #[wasm_bindgen(js_name = SecretStoreClient)]
    pub type SecretStoreClient;

    /// Makes a client.
    #[wasm_bindgen(constructor, catch, js_class = "SecretStoreClient")]
    pub fn new(options: &JsValue) -> Result<SecretStoreClient, JsValue>;

    #[wasm_bindgen(method, catch, js_name = forUser, js_class = "SecretStoreClient")]
    pub fn for_user(this: &SecretStoreClient, user_context: &JsValue) -> Result<SecretStoreClient, JsValue>;

    #[wasm_bindgen(method, js_name = createSecret, js_class = "SecretStoreClient")]
    pub fn create_secret(this: &SecretStoreClient, params: JsValue, options: JsValue) -> JsValue;

    #[wasm_bindgen(method, js_name = findSecret, js_class = "SecretStoreClient")]
    pub fn find_secret(this: &SecretStoreClient, params: JsValue, options: JsValue) -> JsValue;

    #[wasm_bindgen(method, js_name = listSecrets, js_class = "SecretStoreClient")]
    pub fn list_secrets(this: &SecretStoreClient, params: JsValue, options: JsValue) -> JsValue;

    #[wasm_bindgen(method, js_name = deleteSecret, js_class = "SecretStoreClient")]
    pub fn delete_secret(this: &SecretStoreClient, params: JsValue, options: JsValue) -> JsValue;
}

/// Tells the class which instance it is of. (Run when the module is; in the browser tests, by each of them, since their harness leaves it out.)
#[wasm_bindgen(start, skip_typescript)]
pub fn start() {
    attach(&wasm_bindgen::exports());
}
