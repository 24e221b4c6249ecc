//! Shows a front end in WebAssembly, over gloo-net. The release compiles it with the packed crate.

use stripe_secret_store::{CreateSecret, Scope, SecretStoreClient};

fn main() {
    let secrets = SecretStoreClient::builder("made up").base_url("https://backend.example.com").build().unwrap();
    wasm_bindgen_futures::spawn_local(async move {
        let _ = secrets.create_secret(CreateSecret::new("token", "made-up", Scope::user("usr_1"))).await;
    });
}
