//! The JavaScript classes as the module of `wasm-pack build` exports them, and its start. The npm package has entries of its own (such as
//! js/index.ts), which the shipped module does not know.
#![allow(missing_docs)] // src/wasm/types.rs has the documentation, and wasm-bindgen adds what has none.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/module.js")]
extern "C" {
    #[wasm_bindgen(js_name = setInstance)]
    fn set_instance(exports: &JsValue);

    #[wasm_bindgen(reexport, skip_typescript)]
    #[allow(dead_code)]
    fn implementation() -> JsValue;
}

// Rust calls none of the following. `wasm-pack build` copies the files that Rust names, and js/client.js needs these.

#[wasm_bindgen(module = "/js/sender.js")]
extern "C" {
    #[allow(dead_code)]
    fn send();
}

#[wasm_bindgen(module = "/js/copy.js")]
extern "C" {
    #[allow(dead_code)]
    fn read();
}

#[wasm_bindgen(module = "/js/generated.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = codes)]
    #[allow(dead_code)]
    static CODES: JsValue;
}

#[wasm_bindgen(module = "/js/error.js")]
extern "C" {
    /// The error class. Imported as a function, which a class is too: only for functions can wasm-bindgen 0.2.130 leave the declaration
    /// to src/wasm/types.rs.
    #[wasm_bindgen(reexport, skip_typescript)]
    #[allow(non_snake_case, dead_code)]
    fn SecretStoreError();
}

#[wasm_bindgen(module = "/js/client.js")]
extern "C" {
    /// The class, imported as a function for the same reason.
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

/// Gives js/module.js the instance, when the module starts. (The harness of the browser tests leaves the start out, so that each test calls this.)
#[wasm_bindgen(start, skip_typescript)]
pub fn start() {
    set_instance(&wasm_bindgen::exports());
}
