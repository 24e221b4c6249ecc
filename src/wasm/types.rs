//! The TypeScript declarations of parameters, options and results, which tsify writes into the `.d.ts`. tsify cannot express types with methods, so types/
//! has them as text.
//!
//! No value of these types is ever created: parameters are read one by one (`request.rs`, `options.rs`), and answers are passed
//! through as the host parsed them. A test of the package checks that exactly these fields are read.

#![allow(dead_code, unreachable_pub)] // Declarations only, as said above.

use alloc::string::String;
use alloc::vec::Vec;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const AS_IT_IS: &str = concat!(include_str!("types/client.d.ts"), include_str!("types/error.d.ts"), include_str!("types/http_client.d.ts"));

/// A scope as a call names it. A user scope without a user means the user of `userContext`. With a `userContext`, a call must not name another user.
#[derive(Tsify)]
#[tsify(type = "\"user\" | \"account\" | SecretScope")]
pub struct Scope;

/// The part of the extension's `userContext` that is read.
#[derive(Tsify)]
pub struct UserContext {
    /// The user's id; the SDK declares it optional. Without it only the account scope can be used.
    #[tsify(optional, type = "string | null | undefined")]
    id: Option<String>,
}

/// The part of the extension's `appContext` that is read.
#[derive(Tsify)]
pub struct AppContext {
    /// The permissions that the app was granted.
    #[serde(rename = "authorizedPermissions")]
    #[tsify(optional, type = "readonly string[] | null | undefined")]
    authorized_permissions: Option<Vec<String>>,
}

/// The options of a client.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SecretStoreOptions {
    /// Sends the requests: in an extension `createHttpClient()` of the SDK.
    #[tsify(type = "HttpClient")]
    http_client: JsValue,
    /// The `userContext` that the view was rendered with. Leave it out in a backend, which may name any user.
    #[tsify(optional, type = "UserContext | undefined")]
    user_context: Option<UserContext>,
    /// The scope of calls that do not name one. Default: `"user"`, the narrowest.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
    /// The `appContext` that the view was rendered with: with it, a write without the permission fails before it is sent.
    #[tsify(optional, type = "AppContext | null | undefined")]
    app_context: Option<AppContext>,
    /// The API key. Default: the placeholder that the Dashboard replaces. A backend passes its secret key: 1 to 255 ASCII characters without spaces.
    #[tsify(optional, type = "string | undefined")]
    api_key: Option<String>,
    /// Stripe's API version. Default: the one that this package was tested with.
    #[tsify(optional, type = "string | undefined")]
    api_version: Option<String>,
    /// The account that a backend acts for: `acct_…`.
    #[tsify(optional, type = "string | undefined")]
    stripe_account: Option<String>,
    /// The context that a backend acts for: `Stripe-Context`, such as an account of an organization.
    #[tsify(optional, type = "string | undefined")]
    stripe_context: Option<String>,
    /// The host name that requests go to. Default: `"api.stripe.com"`.
    #[tsify(optional, type = "string | undefined")]
    host: Option<String>,
    /// The port of the host, 1 to 65,535. Default: 443.
    #[tsify(optional, type = "number | undefined")]
    port: Option<u16>,
    /// The protocol. Default: `"https"`, the only one that the SDK's HTTP client supports.
    #[tsify(optional, type = "\"http\" | \"https\" | undefined")]
    protocol: Option<String>,
    /// The time limit for one attempt, in milliseconds, 1 to 2,147,483,647. Default: 80,000.
    #[tsify(optional, type = "number | undefined")]
    timeout: Option<u32>,
    /// The number of retries after no answer, or after an answer that allows a retry: 0 to 100. Default: 2.
    #[tsify(optional, type = "number | undefined")]
    max_network_retries: Option<u32>,
    /// Says whether a name or payload that looks like a card number is refused (`"reject"`, the default) or sent (`"allow"`).
    #[tsify(optional, type = "\"reject\" | \"allow\" | undefined")]
    card_numbers: Option<String>,
}

/// The options of one call.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CallOptions {
    /// Aborts the call with the code `aborted`. A write that was already sent may still happen.
    #[tsify(optional, type = "AbortSignalLike | null | undefined")]
    signal: Option<JsValue>,
    /// The time limit for one attempt, in milliseconds, 1 to 2,147,483,647. Default: the client's.
    #[tsify(optional, type = "number | undefined")]
    timeout: Option<u32>,
    /// The number of retries, 0 to 100. Default: the client's.
    #[tsify(optional, type = "number | undefined")]
    max_network_retries: Option<u32>,
    /// The key that identifies a repeated write to Stripe, 1 to 255 ASCII characters. Default: a new one for each write, the same for each attempt.
    #[tsify(optional, type = "string | undefined")]
    idempotency_key: Option<String>,
    /// The account that a backend acts for. Default: the client's.
    #[tsify(optional, type = "string | undefined")]
    stripe_account: Option<String>,
    /// The context that a backend acts for. Default: the client's.
    #[tsify(optional, type = "string | undefined")]
    stripe_context: Option<String>,
}

/// The parameters of a create.
#[derive(Tsify)]
pub struct CreateSecretParams {
    /// The secret's name, unique in its scope: 1 to 5,000 characters.
    name: String,
    /// The payload, 1 to 5,000 characters. Store values that belong together as one payload, with `JSON.stringify`.
    payload: String,
    /// The scope of the secret. Default: the client's scope.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
    /// The time when Stripe deletes it: Unix **seconds** or a `Date`, in the future and at most 100 years ahead. Default: never.
    #[tsify(optional, type = "number | Date | null | undefined")]
    expires_at: Option<u64>,
}

/// The parameters of a find.
#[derive(Tsify)]
pub struct FindSecretParams {
    /// The secret's name: 1 to 5,000 characters.
    name: String,
    /// The scope of the secret. Default: the client's scope.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
}

/// The parameters of a delete.
#[derive(Tsify)]
pub struct DeleteSecretParams {
    /// The secret's name: 1 to 5,000 characters.
    name: String,
    /// The scope of the secret. Default: the client's scope.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
}

/// The parameters of a list.
#[derive(Tsify)]
pub struct ListSecretsParams {
    /// The scope of the secrets. Default: the client's scope.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
    /// The largest number of secrets in the page: 1 to 100. Default: 10.
    #[tsify(optional, type = "number | undefined")]
    limit: Option<u32>,
    /// The id of the secret before the page. Not together with `ending_before`.
    #[tsify(optional, type = "string | undefined")]
    starting_after: Option<String>,
    /// The id of the secret after the page.
    #[tsify(optional, type = "string | undefined")]
    ending_before: Option<String>,
}

/// The scope of a secret, in Stripe's form.
#[derive(Tsify)]
#[tsify(type = "{ type: \"account\" } | { type: \"user\"; user?: string | undefined }")]
pub struct SecretScope;

/// A secret, as Stripe returns it.
#[derive(Tsify)]
pub struct Secret {
    /// `appsecret_…`
    id: String,
    /// Stripe's name of the object's type.
    #[tsify(type = "\"apps.secret\"")]
    object: String,
    /// The time when it was created, in Unix seconds.
    created: u64,
    /// The time when Stripe deletes it, in Unix seconds; `null` for never.
    #[tsify(optional, type = "number | null | undefined")]
    expires_at: Option<u64>,
    /// `true` if it belongs to live mode.
    livemode: bool,
    /// The secret's name, unique in its scope.
    name: String,
    /// The scope of the secret.
    scope: SecretScope,
    /// The payload. It is present only if it was expanded, as `findSecret` does.
    #[tsify(optional, type = "string | null | undefined")]
    payload: Option<String>,
}

/// A secret with its payload.
#[derive(Tsify)]
pub struct FoundSecret {
    #[serde(flatten)]
    secret: Secret,
    /// The payload.
    payload: String,
}

/// A page of secrets.
#[derive(Tsify)]
pub struct SecretList {
    /// Stripe's name of the object's type.
    #[tsify(type = "\"list\"")]
    object: String,
    /// The secrets, without their payloads.
    data: Vec<Secret>,
    /// `true` if there are more. Pass the last one's id as `starting_after` to read them.
    has_more: bool,
    /// Always `/v1/apps/secrets`.
    url: String,
}

/// The answer to a delete. Stripe's answer has at least these fields.
#[derive(Tsify)]
pub struct DeletedSecret {
    /// The id that the secret had.
    id: String,
    /// Stripe's name of the object's type.
    #[tsify(type = "\"apps.secret\"")]
    object: String,
    /// Always `true`.
    #[tsify(type = "true")]
    deleted: bool,
}
