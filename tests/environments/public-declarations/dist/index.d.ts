/* tslint:disable */
/* eslint-disable */

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


/**
 * A page of secrets.
 */
export interface SecretList {
    object: "list";
    /**
     * The secrets, without their payloads.
     */
    data: Secret[];
    /**
     * Whether there are more: ask with `starting_after` the last one's id.
     */
    has_more: boolean;
    /**
     * Always `/v1/apps/secrets`.
     */
    url: string;
}

/**
 * A scope as a call names it. A user scope without a user means the one of `userContext`.
 */
export type Scope = "user" | "account" | { type: "account" } | { type: "user"; user?: string };

/**
 * A secret with its payload.
 */
export type FoundSecret = Secret & { payload: string | null };

/**
 * A secret, as Stripe answers it.
 */
export interface Secret {
    /**
     * `appsecret_…`
     */
    id: string;
    object: "apps.secret";
    /**
     * When it was made, in Unix seconds.
     */
    created: number;
    /**
     * When Stripe deletes it, in Unix seconds; `null` for never.
     */
    expires_at?: number | null;
    /**
     * Whether it belongs to live mode.
     */
    livemode: boolean;
    /**
     * Unique in its scope.
     */
    name: string;
    /**
     * Where it lives.
     */
    scope: SecretScope;
    /**
     * What it keeps. There only when it was expanded: `findSecret` does.
     */
    payload?: string | null;
}

/**
 * The answer to a delete. Stripe's has at least these.
 */
export interface DeletedSecret {
    /**
     * The id it had.
     */
    id: string;
    object: "apps.secret";
    deleted: true;
}

/**
 * The options of a client.
 */
export interface SecretStoreOptions {
    /**
     * Sends the requests: in an extension `createHttpClient()` of the SDK.
     */
    httpClient: HttpClient;
    /**
     * The `userContext` that the view was rendered with. Leave it out in a backend, which may name any user.
     */
    userContext?: UserContext;
    /**
     * The scope of calls that name none. Default: `"user"`, the narrowest.
     */
    scope?: Scope;
    /**
     * The `appContext` that the view was rendered with: with it, a write without the permission fails before it is sent.
     */
    appContext?: AppContext | null;
    /**
     * The API key. Default: the placeholder that the Dashboard replaces. A backend gives its secret key.
     */
    apiKey?: string;
    /**
     * Stripe's API version. Default: the one this package was tested with.
     */
    apiVersion?: string;
    /**
     * The account on whose behalf a backend asks: `acct_…`.
     */
    stripeAccount?: string;
    /**
     * Default: `"api.stripe.com"`.
     */
    host?: string;
    /**
     * Default: 443.
     */
    port?: number;
    /**
     * Default: `"https"`.
     */
    protocol?: "http" | "https";
    /**
     * How long to wait for the answer to one try, in milliseconds. Default: 80,000.
     */
    timeout?: number;
    /**
     * How often to try again when there is no answer, or one that says so. Default: 2.
     */
    maxNetworkRetries?: number;
    /**
     * What to do with what looks like a card number. Default: `"reject"`.
     */
    cardNumbers?: "reject" | "allow";
}

/**
 * The options of one call.
 */
export interface CallOptions {
    /**
     * Ends the call with `aborted`. A write that is on its way may happen all the same.
     */
    signal?: AbortSignal | null;
    /**
     * How long to wait for the answer to one try, in milliseconds. Default: the client's.
     */
    timeout?: number;
    /**
     * How often to try again. Default: the client's.
     */
    maxNetworkRetries?: number;
    /**
     * The key by which Stripe knows a repeated write, up to 255 characters. Default: a new one for each write, the same on each try.
     */
    idempotencyKey?: string;
    /**
     * The account on whose behalf a backend asks. Default: the client's.
     */
    stripeAccount?: string;
}

/**
 * The part of the extension's `appContext` that is read.
 */
export interface AppContext {
    /**
     * The permissions that the app was granted.
     */
    authorizedPermissions?: readonly string[] | null;
}

/**
 * The part of the extension's `userContext` that is read.
 */
export interface UserContext {
    /**
     * The user's id; the SDK declares it optional. Without it only the account scope can be used.
     */
    id?: string | null;
}

/**
 * What to create.
 */
export interface CreateSecretParams {
    /**
     * Unique in its scope: 1 to 5,000 characters.
     */
    name: string;
    /**
     * What to keep: 1 to 5,000 characters. Several values that belong together are best kept as one, with `JSON.stringify`.
     */
    payload: string;
    /**
     * Where it lives. Default: the client's.
     */
    scope?: Scope;
    /**
     * When Stripe deletes it: Unix **seconds** or a `Date`, in the future and at most 100 years ahead. Default: never.
     */
    expires_at?: number | Date | null;
}

/**
 * What to delete.
 */
export interface DeleteSecretParams {
    /**
     * The secret's name.
     */
    name: string;
    /**
     * Where it lives. Default: the client's.
     */
    scope?: Scope;
}

/**
 * What to find.
 */
export interface FindSecretParams {
    /**
     * The secret's name.
     */
    name: string;
    /**
     * Where it lives. Default: the client's.
     */
    scope?: Scope;
}

/**
 * Where a secret lives, as Stripe says it.
 */
export type SecretScope = { type: "account" } | { type: "user"; user?: string };

/**
 * Which secrets to list.
 */
export interface ListSecretsParams {
    /**
     * Where they live. Default: the client's.
     */
    scope?: Scope;
    /**
     * How many at most: 1 to 100. Default: 10.
     */
    limit?: number;
    /**
     * The id of the secret after which the page begins. Not together with `ending_before`.
     */
    starting_after?: string;
    /**
     * The id of the secret before which the page ends.
     */
    ending_before?: string;
}

/**
 * Why a call failed.
 */
export type SecretStoreErrorCode = "invalid_option" | "invalid_name" | "invalid_payload" | "invalid_scope" | "invalid_expiry" | "invalid_parameter" | "user_required" | "foreign_user" | "card_number" | "not_found" | "scope_full" | "permission_missing" | "unauthorized" | "app_uninstalled" | "rate_limited" | "idempotency_conflict" | "invalid_request" | "service_failure" | "host_not_ready" | "connection_failed" | "timeout" | "aborted" | "unreadable_response" | "unexpected_failure" | "webassembly_unavailable";


/**
 * Tells the class which instance it is of. (Run when the module is; in the browser tests, by each of them, since their harness leaves it out.)
 */
export function start(): void;
