//! The settings of a client, and where its requests go.

use super::base_url::BaseUrl;
use super::call_options::milliseconds;
use super::driver::{Configure, Driver};
use super::error::{Error, Result};
use super::input::Input;
use super::send::with_scratch;
use crate::error::ErrorCode;
use crate::field::Field;
use crate::keyword::Keyword;
use crate::options::{self, Settings, WritePolicy};
use core::time::Duration;
use secrecy::{ExposeSecret, SecretString};
use std::string::{String, ToString};
use std::vec::Vec;

/// The scheme of the header with the key.
const BEARER: &str = "Bearer ";

/// The options of a client. No `Debug`: the key is one of them.
#[derive(Clone)]
pub(super) struct ClientOptions {
    pub(super) api_key: SecretString,
    pub(super) base_url: String,
    pub(super) api_version: String,
    pub(super) stripe_account: Option<String>,
    pub(super) stripe_context: Option<String>,
    pub(super) user: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) max_network_retries: Option<u32>,
    pub(super) card_numbers_allowed: bool,
}

impl ClientOptions {
    /// Checks the options as the core does for JavaScript.
    fn check(&self) -> Result<(Settings, WritePolicy)> {
        let BaseUrl { protocol, host, port } = BaseUrl::split(&self.base_url);
        let http_client = [(Field::MakeRequest, Input::Function)];
        let user_context = [(Field::Id, Input::text_or_undefined(self.user.as_deref()))];
        let cards = if self.card_numbers_allowed { Keyword::Allow } else { Keyword::Reject };
        let options = [
            (Field::HttpClient, Input::Object(&http_client)),
            (Field::UserContext, Input::Object(&user_context)),
            (Field::ApiKey, Input::Text(self.api_key.expose_secret())),
            (Field::ApiVersion, Input::Text(&self.api_version)),
            (Field::StripeAccount, Input::text_or_undefined(self.stripe_account.as_deref())),
            (Field::StripeContext, Input::text_or_undefined(self.stripe_context.as_deref())),
            (Field::Protocol, Input::Text(protocol)),
            (Field::Host, Input::Text(host)),
            (Field::Port, Input::Number(port)),
            (Field::Timeout, Input::number_or_undefined(self.timeout.map(milliseconds))),
            (Field::MaxNetworkRetries, Input::number_or_undefined(self.max_network_retries.map(f64::from))),
            (Field::CardNumbers, Input::Text(cards.as_str())),
        ];
        let read = with_scratch(|scratch| {
            options::Client::read(&Input::Object(&options), &Input::Undefined, scratch).map(|client| (client.settings, client.write_policy))
        });
        Ok(read?)
    }

    /// Checks the options and connects to where they lead.
    pub(super) fn connect(self, configure: Option<Configure>) -> Result<Connection> {
        let checked = self.check()?;
        let has_tls = self.base_url.starts_with(Keyword::Https.as_str());
        let driver = Driver::new(has_tls, configure).map_err(|source| {
            let message = "No connection can be made: see the source, such as TLS without certificates of the system.";
            Error::with_message(ErrorCode::UnexpectedFailure, message).with_source(source)
        })?;
        Ok(self.connected(driver, checked))
    }

    fn connected(self, driver: Driver, (settings, write_policy): (Settings, WritePolicy)) -> Connection {
        let mut headers = std::vec![
            ("accept", "application/json".to_string()),
            ("content-type", "application/x-www-form-urlencoded".to_string()),
            ("stripe-version", self.api_version.clone()),
        ];
        let account = self.stripe_account.clone().map(|account| ("stripe-account", account));
        let context = self.stripe_context.clone().map(|context| ("stripe-context", context));
        headers.extend(account.into_iter().chain(context));
        Connection {
            authorization: bearer(self.api_key.expose_secret()),
            base_url: self.base_url.trim_end_matches('/').to_string(),
            headers,
            settings,
            write_policy,
            driver,
            options: self,
        }
    }
}

/// Returns the value of the header with the key. Its text has the right capacity from the start, so that no copy of the key stays behind.
fn bearer(key: &str) -> SecretString {
    let mut text = String::with_capacity(BEARER.len() + key.len());
    text.push_str(BEARER);
    text.push_str(key);
    text.into()
}

/// A client's connection. No `Debug`: it has the key.
pub(super) struct Connection {
    pub(super) driver: Driver,
    /// The address without a slash at its end.
    pub(super) base_url: String,
    pub(super) authorization: SecretString,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) settings: Settings,
    pub(super) write_policy: WritePolicy,
    options: ClientOptions,
}

impl Connection {
    /// Returns the user that the client acts for.
    pub(super) fn user(&self) -> Option<&str> {
        self.options.user.as_deref()
    }

    /// Makes the same connection with other options.
    pub(super) fn changed(&self, change: impl FnOnce(&mut ClientOptions)) -> Result<Self> {
        let mut options = self.options.clone();
        change(&mut options);
        let checked = options.check()?;
        Ok(options.connected(self.driver.clone(), checked))
    }
}
