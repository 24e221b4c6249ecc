//! Runs the table of cases over gloo-net, in a browser. The browser finds the stage by a name that the test gives it.
#![cfg(target_family = "wasm")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn runs_the_table_of_cases() {
    rust_clients::run("http://stage.test").await;
}
