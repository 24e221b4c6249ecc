//! The TypeScript declarations: what goes in and comes out, for tsify to write into the `.d.ts`. What has methods, for which it has no words, is in types/
//! as it is.
//!
//! Nothing is ever made of these types: parameters are read as they come (`request.rs`, `options.rs`) and answers are handed
//! on as the host parsed them. That their fields are those which are read, and no others, is a test of the package.

#![allow(dead_code, unreachable_pub)] // Declarations only, as said above.

use alloc::string::String;
use alloc::vec::Vec;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const AS_IT_IS: &str = concat!(include_str!("types/client.d.ts"), include_str!("types/error.d.ts"), include_str!("types/http_client.d.ts"));

/// A scope as a call names it. A user scope without a user means the one of `userContext`; where there is one, no other may be named.
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
    /// The scope of calls that name none. Default: `"user"`, the narrowest.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
    /// The `appContext` that the view was rendered with: with it, a write without the permission fails before it is sent.
    #[tsify(optional, type = "AppContext | null | undefined")]
    app_context: Option<AppContext>,
    /// The API key. Default: the placeholder that the Dashboard replaces. A backend gives its secret key: 1 to 255 ASCII characters, as of all that
    /// goes into a header.
    #[tsify(optional, type = "string | undefined")]
    api_key: Option<String>,
    /// Stripe's API version. Default: the one that this package was tested with.
    #[tsify(optional, type = "string | undefined")]
    api_version: Option<String>,
    /// The account on whose behalf a backend asks: `acct_…`.
    #[tsify(optional, type = "string | undefined")]
    stripe_account: Option<String>,
    /// The context on whose behalf a backend asks: `Stripe-Context`, such as an account of an organization.
    #[tsify(optional, type = "string | undefined")]
    stripe_context: Option<String>,
    /// The host that is asked. Default: `"api.stripe.com"`.
    #[tsify(optional, type = "string | undefined")]
    host: Option<String>,
    /// Its port, 1 to 65,535. Default: 443.
    #[tsify(optional, type = "number | undefined")]
    port: Option<u16>,
    /// How it is asked. Default: `"https"`, the only one that the SDK's HTTP client takes.
    #[tsify(optional, type = "\"http\" | \"https\" | undefined")]
    protocol: Option<String>,
    /// How long to wait for the answer to one try, in milliseconds, 1 to 2,147,483,647. Default: 80,000.
    #[tsify(optional, type = "number | undefined")]
    timeout: Option<u32>,
    /// How often to try again when there is no answer, or one that says so: 0 to 100. Default: 2.
    #[tsify(optional, type = "number | undefined")]
    max_network_retries: Option<u32>,
    /// What to do with what looks like a card number. Default: `"reject"`.
    #[tsify(optional, type = "\"reject\" | \"allow\" | undefined")]
    card_numbers: Option<String>,
}

/// The options of one call.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CallOptions {
    /// Ends the call with `aborted`. A write that is on its way may happen all the same.
    #[tsify(optional, type = "AbortSignalLike | null | undefined")]
    signal: Option<JsValue>,
    /// How long to wait for the answer to one try, in milliseconds, 1 to 2,147,483,647. Default: the client's.
    #[tsify(optional, type = "number | undefined")]
    timeout: Option<u32>,
    /// How often to try again, 0 to 100. Default: the client's.
    #[tsify(optional, type = "number | undefined")]
    max_network_retries: Option<u32>,
    /// The key by which Stripe knows a repeated write, 1 to 255 ASCII characters. Default: a new one for each write, the same on each try.
    #[tsify(optional, type = "string | undefined")]
    idempotency_key: Option<String>,
    /// The account on whose behalf a backend asks. Default: the client's.
    #[tsify(optional, type = "string | undefined")]
    stripe_account: Option<String>,
    /// The context on whose behalf a backend asks. Default: the client's.
    #[tsify(optional, type = "string | undefined")]
    stripe_context: Option<String>,
}

/// What to create.
#[derive(Tsify)]
pub struct CreateSecretParams {
    /// Unique in its scope: 1 to 5,000 characters.
    name: String,
    /// What to keep: 1 to 5,000 characters. Several values that belong together are best kept as one, with `JSON.stringify`.
    payload: String,
    /// Where it lives. Default: the client's.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
    /// When Stripe deletes it: Unix **seconds** or a `Date`, in the future and at most 100 years ahead. Default: never.
    #[tsify(optional, type = "number | Date | null | undefined")]
    expires_at: Option<u64>,
}

/// What to find.
#[derive(Tsify)]
pub struct FindSecretParams {
    /// The secret's name: 1 to 5,000 characters.
    name: String,
    /// Where it lives. Default: the client's.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
}

/// What to delete.
#[derive(Tsify)]
pub struct DeleteSecretParams {
    /// The secret's name: 1 to 5,000 characters.
    name: String,
    /// Where it lives. Default: the client's.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
}

/// Which secrets to list.
#[derive(Tsify)]
pub struct ListSecretsParams {
    /// Where they live. Default: the client's.
    #[tsify(optional, type = "Scope | undefined")]
    scope: Option<Scope>,
    /// How many at most: 1 to 100. Default: 10.
    #[tsify(optional, type = "number | undefined")]
    limit: Option<u32>,
    /// The id of the secret after which the page begins. Not together with `ending_before`.
    #[tsify(optional, type = "string | undefined")]
    starting_after: Option<String>,
    /// The id of the secret before which the page ends.
    #[tsify(optional, type = "string | undefined")]
    ending_before: Option<String>,
}

/// Where a secret lives, as Stripe says it.
#[derive(Tsify)]
#[tsify(type = "{ type: \"account\" } | { type: \"user\"; user?: string | undefined }")]
pub struct SecretScope;

/// A secret, as Stripe answers it.
#[derive(Tsify)]
pub struct Secret {
    /// `appsecret_…`
    id: String,
    /// What it is, as Stripe says it.
    #[tsify(type = "\"apps.secret\"")]
    object: String,
    /// When it was made, in Unix seconds.
    created: u64,
    /// When Stripe deletes it, in Unix seconds; `null` for never.
    #[tsify(optional, type = "number | null | undefined")]
    expires_at: Option<u64>,
    /// Whether it belongs to live mode.
    livemode: bool,
    /// Unique in its scope.
    name: String,
    /// Where it lives.
    scope: SecretScope,
    /// What it keeps. There only when it was expanded: `findSecret` does.
    #[tsify(optional, type = "string | null | undefined")]
    payload: Option<String>,
}

/// A secret with its payload.
#[derive(Tsify)]
pub struct FoundSecret {
    #[serde(flatten)]
    secret: Secret,
    /// What it keeps.
    payload: String,
}

/// A page of secrets.
#[derive(Tsify)]
pub struct SecretList {
    /// What it is, as Stripe says it.
    #[tsify(type = "\"list\"")]
    object: String,
    /// The secrets, without their payloads.
    data: Vec<Secret>,
    /// Whether there are more: ask with `starting_after` the last one's id.
    has_more: bool,
    /// Always `/v1/apps/secrets`.
    url: String,
}

/// The answer to a delete. Stripe's has at least these.
#[derive(Tsify)]
pub struct DeletedSecret {
    /// The id it had.
    id: String,
    /// What it is, as Stripe says it.
    #[tsify(type = "\"apps.secret\"")]
    object: String,
    /// That it is gone.
    #[tsify(type = "true")]
    deleted: bool,
}
