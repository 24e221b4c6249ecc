//! `SecretStoreClient` as JavaScript sees it.

use super::js;
use super::operation::PendingOperation;
use crate::error::Error;
use crate::key::Key;
use crate::operation::{Entropy, Operation};
use crate::options::{Client, Connection};
use crate::request::Action;
use crate::text::join;
use crate::value::Value as _;
use core::cell::Cell;
use wasm_bindgen::prelude::*;

/// A client of the Secret Store: it checks each request, builds its scope and sends it through the HTTP client that it was given.
///
/// @example
/// ```ts
/// import { SecretStoreClient } from "stripe-secret-store";
/// import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
///
/// const secrets = new SecretStoreClient({ httpClient: createHttpClient(), userContext });
/// await secrets.createSecret({ name: "dropbox_token", payload: token });
/// const found = await secrets.findSecret({ name: "dropbox_token" });
/// ```
#[wasm_bindgen]
pub struct SecretStoreClient {
    client: Client,
    /// The JavaScript side of the connection, which holds the key: it never comes into this memory again.
    connection: JsValue,
    entropy: Cell<Entropy>,
}

#[wasm_bindgen]
impl SecretStoreClient {
    /// Makes a client. Nothing is sent.
    ///
    /// @throws {SecretStoreError} `invalid_option`, `invalid_scope`
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "SecretStoreOptions")] options: JsValue) -> Result<SecretStoreClient, JsValue> {
        js::learn(Key::NAMES);
        let (client, connection) = Client::read(&options).map_err(thrown)?;
        Ok(Self { client, connection: connect(&options, &connection), entropy: Cell::new(Entropy::new([js::seed(), js::seed()])) })
    }

    /// The same client for another user's context, such as after the view was rendered for somebody else.
    ///
    /// @throws {SecretStoreError} `invalid_option`
    #[wasm_bindgen(js_name = forUser)]
    pub fn for_user(
        &self,
        #[wasm_bindgen(js_name = userContext, unchecked_param_type = "UserContext")] user_context: JsValue,
    ) -> Result<SecretStoreClient, JsValue> {
        let client = self.client.for_user(&user_context).map_err(thrown)?;
        Ok(Self { client, connection: self.connection.clone(), entropy: Cell::new(self.split_entropy()) })
    }

    /// Creates a secret, or replaces the one of the same name in the same scope.
    ///
    /// A scope holds at most 10 secrets. The answer has no payload.
    ///
    /// @throws {SecretStoreError} before sending `invalid_name`, `invalid_payload`, `invalid_expiry`, `card_number` and the codes of
    /// every call; from the service `scope_full`, `permission_missing` and the codes of every call
    #[wasm_bindgen(js_name = createSecret, unchecked_return_type = "Promise<Secret>")]
    pub fn create_secret(
        &self,
        #[wasm_bindgen(unchecked_param_type = "CreateSecretParams")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CallOptions")] options: JsValue,
    ) -> JsValue {
        self.begin(Action::Create, &params, options)
    }

    /// Finds a secret by name, with its payload; `null` when Stripe has none of that name in the scope. Everything else throws.
    ///
    /// @throws {SecretStoreError} the codes of every call, never `not_found`
    #[wasm_bindgen(js_name = findSecret, unchecked_return_type = "Promise<FoundSecret | null>")]
    pub fn find_secret(
        &self,
        #[wasm_bindgen(unchecked_param_type = "FindSecretParams")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CallOptions")] options: JsValue,
    ) -> JsValue {
        self.begin(Action::Find, &params, options)
    }

    /// Lists the secrets of a scope, without their payloads: a page of 10, or of `limit`.
    ///
    /// @throws {SecretStoreError} the codes of every call
    #[wasm_bindgen(js_name = listSecrets, unchecked_return_type = "Promise<SecretList>")]
    pub fn list_secrets(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ListSecretsParams")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CallOptions")] options: JsValue,
    ) -> JsValue {
        self.begin(Action::List, &params, options)
    }

    /// Deletes a secret by name.
    ///
    /// @throws {SecretStoreError} `not_found` when there is none, `permission_missing`, and the codes of every call
    #[wasm_bindgen(js_name = deleteSecret, unchecked_return_type = "Promise<DeletedSecret>")]
    pub fn delete_secret(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DeleteSecretParams")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CallOptions")] options: JsValue,
    ) -> JsValue {
        self.begin(Action::Delete, &params, options)
    }

    fn begin(&self, action: Action, params: &JsValue, options: JsValue) -> JsValue {
        match Operation::begin(&self.client, action, params, &options, js::seconds(), self.split_entropy()) {
            // Once this returns, the request and the payload in it are freed here, before anything was sent.
            Ok((operation, sending)) => js::drive(
                PendingOperation(operation),
                &self.connection,
                sending.request.method,
                &sending.request.path,
                &sending.request.body,
                &sending.idempotency_key,
                &sending.stripe_account,
                sending.timeout,
                options.get(Key::Signal),
            ),
            Err(error) => js::reject(thrown(error)),
        }
    }

    fn split_entropy(&self) -> Entropy {
        let mut entropy = self.entropy.get();
        let part = entropy.split();
        self.entropy.set(entropy);
        part
    }
}

fn connect(options: &JsValue, connection: &Connection) -> JsValue {
    let mut lines = alloc::string::String::new();
    for (name, value) in connection.headers.iter().filter(|(_, value)| !value.is_empty()) {
        let separator = if lines.is_empty() { "" } else { "\n" };
        lines = join(&[&lines, separator, name, ": ", value]);
    }
    js::connection(&options.get(Key::HttpClient), &connection.host, &connection.port, connection.protocol, &lines)
}

fn thrown(error: Error) -> JsValue {
    error.into_js(&JsValue::UNDEFINED)
}
