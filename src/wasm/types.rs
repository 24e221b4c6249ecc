//! The TypeScript declarations: what goes in and comes out, for tsify to write into the `.d.ts`.
//!
//! Nothing is ever made of these types: parameters are read as they come (`request.rs`, `options.rs`) and answers are handed
//! on as the host parsed them. That their fields are those which are read, and no others, is a test of the package.

#![allow(dead_code, unreachable_pub)] // Declarations only, as said above.

use alloc::string::String;
use alloc::vec::Vec;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const INTERFACES: &str = r#"
/**
 * The HTTP client that the host supplies: `createHttpClient()` of `@stripe/ui-extension-sdk/http_client`, or one of
 * stripe-node's. Its interface is stripe-node's.
 */
export interface HttpClient {
    getClientName(): string;
    makeRequest(
        host: string,
        port: string,
        path: string,
        method: "GET" | "POST",
        headers: Record<string, string>,
        requestData: string,
        protocol: "http" | "https",
        timeout: number,
    ): Promise<HttpClientResponse>;
}

/** An answer, as {@link HttpClient} gives it. */
export interface HttpClientResponse {
    getStatusCode(): number;
    getHeaders(): object;
    toJSON(): Promise<unknown>;
}

/** What a {@link SecretStoreError} knows beside its code and message. */
export interface SecretStoreErrorDetails {
    /** The parameter or option that is meant. */
    param?: string;
    /** The answer's HTTP status. */
    status?: number;
    /** Stripe's own code, such as `resource_missing`. */
    stripeCode?: string;
    /** Stripe's `Request-Id`, to be named to their support. */
    requestId?: string;
    /** Stripe's page about the error. */
    docUrl?: string;
    /** Whether the same call may well succeed a little later. */
    retryable?: boolean;
    /** How many requests were sent: 0 when the call was refused before sending. */
    attempts?: number;
    /** What the HTTP client or the signal gave as the reason. */
    cause?: unknown;
}

/** Why a call failed: branch on `code`, show `message`. Never holds a payload, a key or a token. */
export class SecretStoreError extends Error {
    constructor(code: SecretStoreErrorCode, message: string, details?: SecretStoreErrorDetails);
    /** What to branch on. */
    readonly code: SecretStoreErrorCode;
    /** The parameter or option that is meant. */
    readonly param?: string;
    /** The answer's HTTP status. */
    readonly status?: number;
    /** Stripe's own code, such as `resource_missing`. */
    readonly stripeCode?: string;
    /** Stripe's `Request-Id`, to be named to their support. */
    readonly requestId?: string;
    /** Stripe's page about the error. */
    readonly docUrl?: string;
    /** Whether the same call may well succeed a little later. */
    readonly retryable: boolean;
    /** How many requests were sent: 0 when the call was refused before sending. */
    readonly attempts: number;
    /** What the HTTP client or the signal gave as the reason. */
    readonly cause?: Error extends { cause?: infer Cause } ? Cause : unknown;
    /** Whether `value` is such an error, also one of another copy of this package. */
    static is(value: unknown): value is SecretStoreError;
}

/**
 * A client of the Secret Store: it checks each request, builds its scope and sends it through the HTTP client that it was given.
 *
 * @example
 * ```ts
 * import { SecretStoreClient } from "stripe-secret-store";
 * import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
 *
 * const secrets = new SecretStoreClient({ httpClient: createHttpClient(), userContext });
 * await secrets.createSecret({ name: "dropbox_token", payload: token });
 * const found = await secrets.findSecret({ name: "dropbox_token" });
 * ```
 */
export class SecretStoreClient {
    /**
     * Makes a client. Nothing is sent.
     *
     * @throws {SecretStoreError} `invalid_option`, `invalid_scope`
     */
    constructor(options: SecretStoreOptions);
    /**
     * The same client for another user's context, such as after the view was rendered for somebody else.
     *
     * @throws {SecretStoreError} `invalid_option`
     */
    forUser(userContext: UserContext): SecretStoreClient;
    /**
     * Creates a secret, or replaces the one of the same name in the same scope.
     *
     * A scope holds at most 10 secrets. The answer has no payload.
     *
     * @throws {SecretStoreError} before sending `invalid_name`, `invalid_payload`, `invalid_expiry`, `card_number` and the codes of
     * every call; from the service `scope_full`, `permission_missing` and the codes of every call
     */
    createSecret(params: CreateSecretParams, options?: CallOptions): Promise<Secret>;
    /**
     * Finds a secret by name, with its payload; `null` when Stripe has none of that name in the scope. Everything else throws.
     *
     * @throws {SecretStoreError} the codes of every call, never `not_found`
     */
    findSecret(params: FindSecretParams, options?: CallOptions): Promise<FoundSecret | null>;
    /**
     * Lists the secrets of a scope, without their payloads: a page of 10, or of `limit`.
     *
     * @throws {SecretStoreError} the codes of every call
     */
    listSecrets(params?: ListSecretsParams, options?: CallOptions): Promise<SecretList>;
    /**
     * Deletes a secret by name.
     *
     * @throws {SecretStoreError} `not_found` when there is none, `permission_missing`, and the codes of every call
     */
    deleteSecret(params: DeleteSecretParams, options?: CallOptions): Promise<DeletedSecret>;
    /** Does nothing: between calls nothing of a client is in the module's memory. It is there for `using`, and for those who free what comes of WebAssembly. */
    free(): void;
    /** The same. */
    [Symbol.dispose](): void;
}

/**
 * Which build of the client runs: WebAssembly, or the same as JavaScript, where that may not be compiled or by the entry
 * `stripe-secret-store/js`. Loads it, as making the first client does.
 *
 * @throws {SecretStoreError} `webassembly_unavailable`, by the entry `stripe-secret-store/wasm` alone
 */
export function backend(): "wasm" | "js";

// TypeScript's own, from 5.2 on, in its library `esnext.disposable`. Declared here as well, the same, so that older versions compile this file
// and newer ones need no library for it.
declare global {
    interface SymbolConstructor {
        readonly dispose: unique symbol;
    }
    interface Disposable {
        [Symbol.dispose](): void;
    }
}
"#;

/// A scope as a call names it. A user scope without a user means the one of `userContext`.
#[derive(Tsify)]
#[tsify(type = "\"user\" | \"account\" | { type: \"account\" } | { type: \"user\"; user?: string }")]
pub struct Scope;

/// The part of the extension's `userContext` that is read.
#[derive(Tsify)]
pub struct UserContext {
    /// The user's id; the SDK declares it optional. Without it only the account scope can be used.
    #[tsify(optional, type = "string | null")]
    id: Option<String>,
}

/// The part of the extension's `appContext` that is read.
#[derive(Tsify)]
pub struct AppContext {
    /// The permissions that the app was granted.
    #[serde(rename = "authorizedPermissions")]
    #[tsify(optional, type = "readonly string[] | null")]
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
    #[tsify(optional)]
    user_context: Option<UserContext>,
    /// The scope of calls that name none. Default: `"user"`, the narrowest.
    #[tsify(optional)]
    scope: Option<Scope>,
    /// The `appContext` that the view was rendered with: with it, a write without the permission fails before it is sent.
    #[tsify(optional, type = "AppContext | null")]
    app_context: Option<AppContext>,
    /// The API key. Default: the placeholder that the Dashboard replaces. A backend gives its secret key.
    #[tsify(optional)]
    api_key: Option<String>,
    /// Stripe's API version. Default: the one this package was tested with.
    #[tsify(optional)]
    api_version: Option<String>,
    /// The account on whose behalf a backend asks: `acct_…`.
    #[tsify(optional)]
    stripe_account: Option<String>,
    /// Default: `"api.stripe.com"`.
    #[tsify(optional)]
    host: Option<String>,
    /// Default: 443.
    #[tsify(optional)]
    port: Option<u16>,
    /// Default: `"https"`.
    #[tsify(optional, type = "\"http\" | \"https\"")]
    protocol: Option<String>,
    /// How long to wait for the answer to one try, in milliseconds. Default: 80,000.
    #[tsify(optional)]
    timeout: Option<u32>,
    /// How often to try again when there is no answer, or one that says so. Default: 2.
    #[tsify(optional)]
    max_network_retries: Option<u32>,
    /// What to do with what looks like a card number. Default: `"reject"`.
    #[tsify(optional, type = "\"reject\" | \"allow\"")]
    card_numbers: Option<String>,
}

/// The options of one call.
#[derive(Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CallOptions {
    /// Ends the call with `aborted`. A write that is on its way may happen all the same.
    #[tsify(optional, type = "AbortSignal | null")]
    signal: Option<JsValue>,
    /// How long to wait for the answer to one try, in milliseconds. Default: the client's.
    #[tsify(optional)]
    timeout: Option<u32>,
    /// How often to try again. Default: the client's.
    #[tsify(optional)]
    max_network_retries: Option<u32>,
    /// The key by which Stripe knows a repeated write, up to 255 characters. Default: a new one for each write, the same on each try.
    #[tsify(optional)]
    idempotency_key: Option<String>,
    /// The account on whose behalf a backend asks. Default: the client's.
    #[tsify(optional)]
    stripe_account: Option<String>,
}

/// What to create.
#[derive(Tsify)]
pub struct CreateSecretParams {
    /// Unique in its scope: 1 to 5,000 characters.
    name: String,
    /// What to keep: 1 to 5,000 characters. Several values that belong together are best kept as one, with `JSON.stringify`.
    payload: String,
    /// Where it lives. Default: the client's.
    #[tsify(optional)]
    scope: Option<Scope>,
    /// When Stripe deletes it: Unix **seconds** or a `Date`, in the future and at most 100 years ahead. Default: never.
    #[tsify(optional, type = "number | Date | null")]
    expires_at: Option<u64>,
}

/// What to find.
#[derive(Tsify)]
pub struct FindSecretParams {
    /// The secret's name.
    name: String,
    /// Where it lives. Default: the client's.
    #[tsify(optional)]
    scope: Option<Scope>,
}

/// What to delete.
#[derive(Tsify)]
pub struct DeleteSecretParams {
    /// The secret's name.
    name: String,
    /// Where it lives. Default: the client's.
    #[tsify(optional)]
    scope: Option<Scope>,
}

/// Which secrets to list.
#[derive(Tsify)]
pub struct ListSecretsParams {
    /// Where they live. Default: the client's.
    #[tsify(optional)]
    scope: Option<Scope>,
    /// How many at most: 1 to 100. Default: 10.
    #[tsify(optional)]
    limit: Option<u32>,
    /// The id of the secret after which the page begins. Not together with `ending_before`.
    #[tsify(optional)]
    starting_after: Option<String>,
    /// The id of the secret before which the page ends.
    #[tsify(optional)]
    ending_before: Option<String>,
}

/// Where a secret lives, as Stripe says it.
#[derive(Tsify)]
#[tsify(type = "{ type: \"account\" } | { type: \"user\"; user?: string }")]
pub struct SecretScope;

/// A secret, as Stripe answers it.
#[derive(Tsify)]
pub struct Secret {
    /// `appsecret_…`
    id: String,
    #[tsify(type = "\"apps.secret\"")]
    object: String,
    /// When it was made, in Unix seconds.
    created: u64,
    /// When Stripe deletes it, in Unix seconds; `null` for never.
    #[tsify(optional, type = "number | null")]
    expires_at: Option<u64>,
    /// Whether it belongs to live mode.
    livemode: bool,
    /// Unique in its scope.
    name: String,
    /// Where it lives.
    scope: SecretScope,
    /// What it keeps. There only when it was expanded: `findSecret` does.
    #[tsify(optional, type = "string | null")]
    payload: Option<String>,
}

/// A secret with its payload.
#[derive(Tsify)]
#[tsify(type = "Secret & { payload: string | null }")]
pub struct FoundSecret;

/// A page of secrets.
#[derive(Tsify)]
pub struct SecretList {
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
    #[tsify(type = "\"apps.secret\"")]
    object: String,
    #[tsify(type = "true")]
    deleted: bool,
}
