//! Tests what the table of cases cannot show of the client over reqwest: connections, redirects, dropped futures, texts of errors, and pages.
//! `EMULATOR_URL` names the emulator.

mod connections;
mod json;
mod pages;
mod runtime;
mod secrecy;
mod server;
mod settings;

use stripe_secret_store::{SecretStoreClient, SecretStoreClientBuilder};

/// Begins a client of this server that sends each request once.
fn client_of(url: &str) -> SecretStoreClientBuilder {
    SecretStoreClient::builder("sk_test_app_a").base_url(url).max_network_retries(0)
}
