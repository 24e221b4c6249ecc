//! Builds a client.

use super::SecretStoreClient;
use super::connection::ClientOptions;
use super::driver::Configure;
use super::error::Result;
use core::fmt;
use core::time::Duration;
use secrecy::SecretString;
use std::string::{String, ToString};

/// The API version that the client was tested with.
const API_VERSION: &str = "2026-10-28.endive";

/// Says whether names and payloads may contain what looks like a card number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CardNumbers {
    /// Refuses them: Stripe forbids storing card numbers here.
    #[default]
    Reject,
    /// Sends them, for a token that looks like a card number by chance.
    Allow,
}

/// The options of a client, by [`SecretStoreClient::builder`].
///
#[doc = include_str!("examples/builder.md")]
#[must_use]
pub struct SecretStoreClientBuilder {
    options: ClientOptions,
    configure: Option<Configure>,
}

impl SecretStoreClientBuilder {
    pub(super) fn new(api_key: SecretString) -> Self {
        let options = ClientOptions {
            api_key,
            base_url: "https://api.stripe.com".to_string(),
            api_version: API_VERSION.to_string(),
            stripe_account: None,
            stripe_context: None,
            user: None,
            timeout: None,
            max_network_retries: None,
            card_numbers_allowed: false,
        };
        Self { options, configure: None }
    }

    /// Sets the address that requests go to, without a path: `http://127.0.0.1:12111` for the emulator. Default: `https://api.stripe.com`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.options.base_url = url.into();
        self
    }

    /// Sets `Stripe-Version`. Default: the version that the client was tested with.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.options.api_version = version.into();
        self
    }

    /// Sets the account that the client acts for, `Stripe-Account`. Default: the key's own.
    pub fn stripe_account(mut self, account: impl Into<String>) -> Self {
        self.options.stripe_account = Some(account.into());
        self
    }

    /// Sets the context that the client acts for, `Stripe-Context`.
    pub fn stripe_context(mut self, context: impl Into<String>) -> Self {
        self.options.stripe_context = Some(context.into());
        self
    }

    /// Sets the one user that the client acts for: it refuses the scope of another one with `foreign_user`. Default: any user, as a backend needs.
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.options.user = Some(user.into());
        self
    }

    /// Sets the time limit for the answer to each attempt, in whole milliseconds from 1 to 2,147,483,647. Default: 80 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets the number of retries, from 0 to 100. Default: 2.
    pub fn max_network_retries(mut self, retries: u32) -> Self {
        self.options.max_network_retries = Some(retries);
        self
    }

    /// Sets whether names and payloads may contain what looks like a card number.
    pub fn card_numbers(mut self, card_numbers: CardNumbers) -> Self {
        self.options.card_numbers_allowed = card_numbers == CardNumbers::Allow;
        self
    }

    /// Changes the settings of reqwest, such as a proxy. Redirects stay off, whatever it sets.
    ///
    /// TLS uses the process's default provider of rustls, or ring, and the certificates of the system. For another TLS, `change` can pass a configuration of
    /// rustls 0.23 to `tls_backend_preconfigured`.
    #[cfg(not(target_family = "wasm"))]
    pub fn configure(mut self, change: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static) -> Self {
        self.configure = Some(std::boxed::Box::new(change));
        self
    }

    /// Checks the options and makes the client. It sends nothing.
    ///
    /// # Errors
    /// `invalid_option`, with the option in [`param`](super::Error::param): its name is JavaScript's, such as `apiKey`, and `host`, `port` or `protocol` for a
    /// part of the base URL. `unexpected_failure` if the system has no certificates for TLS.
    pub fn build(self) -> Result<SecretStoreClient> {
        self.options.connect(self.configure).map(SecretStoreClient::over)
    }
}

/// Shows no option: the key is one.
impl fmt::Debug for SecretStoreClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SecretStoreClientBuilder").finish_non_exhaustive()
    }
}
