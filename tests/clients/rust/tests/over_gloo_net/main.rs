//! The client over gloo-net, in a browser: the table of cases, and pages whose `fetch` misbehaves.
#![cfg(target_family = "wasm")]

mod misbehaving_fetch;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The test gives the browser this name of the stage.
#[wasm_bindgen_test]
async fn runs_the_table_of_cases() {
    rust_clients::run("http://stage.test").await;
}
