//! Shows a backend in Rust: it makes a call, which no server answers here. The release runs it with the packed crate.

use stripe_secret_store::{FindSecret, Scope, SecretStoreClient};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let builder = SecretStoreClient::builder("sk_test_made_up").base_url("http://127.0.0.1:1").max_network_retries(0);
    let error = builder.build().unwrap().find_secret(FindSecret::new("token", Scope::user("usr_1"))).await.unwrap_err();
    println!("{} after {} attempt", error.code().as_str(), error.attempts());
}
