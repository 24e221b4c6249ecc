//! `SecretStoreClient` as JavaScript sees it.

use super::js::{self, Held};
use crate::error::ErrorCode;
use crate::key::Key;
use crate::operation::Operation;
use crate::options::{CALL, CLIENT, Client, Limits, Settings};
use crate::request::Action;
use crate::value::Value as _;
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
    settings: Settings,
    limits: Limits,
    /// What else the options say, as the driver keeps it: it holds the key, which never comes into this memory again.
    connection: JsValue,
}

#[wasm_bindgen]
impl SecretStoreClient {
    /// Makes a client. Nothing is sent.
    ///
    /// @throws {SecretStoreError} `invalid_option`, `invalid_scope`
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "SecretStoreOptions")] options: JsValue) -> Result<SecretStoreClient, JsValue> {
        let held = Held::new(&options);
        let client = Client::read(&held).map_err(|refusal| js::refusal(refusal, held, CLIENT));
        js::release(held.0);
        let Client { settings, limits, .. } = client?;
        Ok(Self { settings, limits, connection: js::connect(&options) })
    }

    /// The same client for another user's context, such as after the view was rendered for somebody else.
    ///
    /// @throws {SecretStoreError} `invalid_option`
    #[wasm_bindgen(js_name = forUser)]
    pub fn for_user(
        &self,
        #[wasm_bindgen(js_name = userContext, unchecked_param_type = "UserContext")] user_context: JsValue,
    ) -> Result<SecretStoreClient, JsValue> {
        Self::new(js::for_user(&self.connection, &user_context))
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
        self.begin(Action::Create, params, options)
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
        self.begin(Action::Find, params, options)
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
        self.begin(Action::List, params, options)
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
        self.begin(Action::Delete, params, options)
    }

    fn begin(&self, action: Action, params: JsValue, options: JsValue) -> JsValue {
        let connection = Held::new(&self.connection);
        let client =
            Client { user: connection.get(Key::User), scope: connection.get(Key::Scope), settings: self.settings, limits: self.limits };
        let (held_params, held_options) = (Held::new(&params), Held::new(&options));
        let begun = Operation::begin(&client, action, held_params, held_options, js::seconds() as u64);
        let promise = match begun {
            // Once this returns, the request and the payload in it are freed here, before anything was sent.
            Ok((operation, sending)) => js::drive(
                wasm_bindgen::exports(),
                &self.connection,
                operation.action as i32,
                operation.max_network_retries as i32,
                i32::from(action.writes()),
                sending.request.path,
                &sending.request.form,
                sending.timeout as i32,
                sending.user.map_or(-1, |user| user.0),
                &params,
                &options,
            ),
            Err(refusal) => js::reject(if refusal.code == ErrorCode::InvalidOption {
                js::refusal(refusal, held_options, CALL)
            } else {
                js::refusal(refusal, held_params, action.fields())
            }),
        };
        js::release(connection.0);
        promise
    }
}
