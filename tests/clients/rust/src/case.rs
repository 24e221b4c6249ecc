//! A case of the table, as calls in Rust.

use serde_json::Value;
use std::time::Duration;
use stripe_secret_store::{CallOptions, CardNumbers, CreateSecret, DeleteSecret, Error, FindSecret, ListSecrets, Scope, SecretStoreClient};

/// A case, and the server that it is for.
pub(crate) struct Case<'a> {
    pub(crate) stage: &'a str,
    pub(crate) json: &'a Value,
}

impl<'a> Case<'a> {
    pub(crate) fn operation(&self) -> &'a str {
        text(self.json, "operation").expect("an operation")
    }

    /// Makes the client that the case is for.
    pub(crate) fn client(&self) -> Result<SecretStoreClient, Error> {
        let options = &self.json["client"];
        let mut builder = SecretStoreClient::builder(text(options, "apiKey").unwrap_or("sk_test_app_a")).base_url(self.stage);
        if let Some(account) = text(options, "stripeAccount") {
            builder = builder.stripe_account(account);
        }
        if let Some(context) = text(options, "stripeContext") {
            builder = builder.stripe_context(context);
        }
        if let Some(version) = text(options, "apiVersion") {
            builder = builder.api_version(version);
        }
        if let Some(user) = text(&options["userContext"], "id") {
            builder = builder.user(user);
        }
        if let Some(timeout) = milliseconds(options) {
            builder = builder.timeout(timeout);
        }
        if let Some(retries) = number(options, "maxNetworkRetries") {
            builder = builder.max_network_retries(retries);
        }
        if text(options, "cardNumbers") == Some("allow") {
            builder = builder.card_numbers(CardNumbers::Allow);
        }
        builder.build()
    }

    /// Returns the options of the call.
    pub(crate) fn options(&self) -> CallOptions {
        let options = &self.json["options"];
        let owned = |name: &str| text(options, name).map(str::to_owned);
        CallOptions {
            timeout: milliseconds(options),
            max_network_retries: number(options, "maxNetworkRetries"),
            idempotency_key: owned("idempotencyKey"),
            stripe_account: owned("stripeAccount"),
            stripe_context: owned("stripeContext"),
        }
    }

    pub(crate) fn create(&self) -> CreateSecret {
        let payload = text(self.params(), "payload").expect("a payload");
        let create = CreateSecret::new(self.name(), payload, self.scope());
        CreateSecret { expires_at: self.params()["expires_at"].as_u64(), ..create }
    }

    pub(crate) fn find(&self) -> FindSecret {
        FindSecret::new(self.name(), self.scope())
    }

    pub(crate) fn delete(&self) -> DeleteSecret {
        DeleteSecret::new(self.name(), self.scope())
    }

    pub(crate) fn list(&self) -> ListSecrets {
        let owned = |name: &str| text(self.params(), name).map(str::to_owned);
        ListSecrets {
            scope: self.scope(),
            limit: number(self.params(), "limit"),
            starting_after: owned("starting_after"),
            ending_before: owned("ending_before"),
        }
    }

    fn params(&self) -> &'a Value {
        &self.json["params"]
    }

    fn name(&self) -> &'a str {
        text(self.params(), "name").expect("a name")
    }

    fn scope(&self) -> Scope {
        let scope = &self.params()["scope"];
        text(scope, "user").map_or(Scope::Account, Scope::user)
    }
}

fn text<'a>(json: &'a Value, name: &str) -> Option<&'a str> {
    json[name].as_str()
}

fn number(json: &Value, name: &str) -> Option<u32> {
    json[name].as_u64().map(|number| u32::try_from(number).expect("32 bits"))
}

fn milliseconds(json: &Value) -> Option<Duration> {
    json["timeout"].as_u64().map(Duration::from_millis)
}
