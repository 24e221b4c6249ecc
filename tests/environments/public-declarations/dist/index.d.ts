/**
 * The client, as WebAssembly where that may be compiled and as JavaScript where not. Importing runs nothing.
 *
 * @module stripe-secret-store
 */
/* tslint:disable */
/* eslint-disable */
/**
 * A client of the Secret Store. It checks each request, builds its scope and sends it through your HTTP client.
 *
 * Every method returns a promise that settles, also if the host misbehaves. Besides its own codes, every call may reject with a
 * {@link SecretStoreError} of these codes:
 *
 * - before sending `invalid_name`, `invalid_scope`, `invalid_parameter`, `invalid_option`, `user_required` and `foreign_user`;
 * - from the service `unauthorized`, `app_uninstalled`, `rate_limited`, `idempotency_conflict`, `invalid_request` and `service_failure`;
 * - on the way `host_not_ready`, `connection_failed`, `timeout`, `aborted` and `unreadable_response`.
 *
 * @see [Stripe's guide to the Secret Store](https://docs.stripe.com/stripe-apps/store-secrets)
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
     * @param options `httpClient`, and in an extension `userContext`.
     * @throws {SecretStoreError} `invalid_option`, `invalid_scope`; `webassembly_unavailable` by the entry `stripe-secret-store/wasm`
     * @example
     * ```ts
     * import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
     *
     * const secrets = new SecretStoreClient({ httpClient: createHttpClient(), userContext, scope: "account", timeout: 10_000 });
     * ```
     * @example In a backend, with stripe-node's HTTP client
     * ```ts
     * const httpClient = Stripe.createNodeHttpClient();
     * const secrets = new SecretStoreClient({ httpClient, apiKey: process.env.STRIPE_KEY, stripeAccount: "acct_123" });
     * await secrets.listSecrets({ scope: { type: "user", user: "usr_123" } });
     * ```
     */
    constructor(options: SecretStoreOptions);
    /**
     * Returns the same client for another user's context, for example after the view was rendered for another user.
     *
     * @param userContext The other user's context.
     * @throws {SecretStoreError} `invalid_option`
     * @example
     * ```ts
     * const theirs = secrets.forUser({ id: "usr_1" });
     * await theirs.listSecrets();
     * ```
     */
    forUser(userContext: UserContext): SecretStoreClient;
    /**
     * Returns where calls act: the account, and the scope with its user. Sends nothing, and checks nothing.
     *
     * @param params The parameters of a call, as far as its scope is concerned. Default: the client's scope.
     * @example
     * ```ts
     * const { scope } = secrets.locate();
     * console.log(scope.type === "user" ? `only for ${scope.user}` : "for the whole account");
     * ```
     */
    locate(params?: { scope?: Scope | undefined }): SecretLocation;
    /**
     * Creates a secret, or replaces the one of the same name in the same scope.
     *
     * A scope holds at most 10 secrets. The answer has no payload. Stripe's `POST /v1/apps/secrets`.
     *
     * @param params The name and the payload; where it lives, and until when.
     * @param options For this call alone.
     * @throws {SecretStoreError} before sending `invalid_payload`, `invalid_expiry` and `card_number`; from the service `scope_full` and
     * `permission_missing`, the latter before sending where `appContext` tells; and those of every call
     * @example
     * ```ts
     * const expires_at = new Date(Date.now() + 14 * 24 * 3_600_000);
     * const secret = await secrets.createSecret({ name: "dropbox_token", payload: token, expires_at });
     * console.log(secret.id);
     * ```
     */
    createSecret(params: CreateSecretParams, options?: CallOptions): Promise<Secret>;
    /**
     * Finds a secret by name, with its payload; `null` when Stripe has none of that name in the scope. Everything else throws.
     *
     * Stripe's `GET /v1/apps/secrets/find`, with the payload expanded.
     *
     * @param params The name and the scope.
     * @param options For this call alone.
     * @throws {SecretStoreError} those of every call, never `not_found`
     * @example
     * ```ts
     * const found = await secrets.findSecret({ name: "dropbox_token" }, { timeout: 5_000 });
     * console.log(found ? `kept since ${found.created}` : "not signed in");
     * ```
     */
    findSecret(params: FindSecretParams, options?: CallOptions): Promise<FoundSecret | null>;
    /**
     * Lists the secrets of a scope, without their payloads: a page of 10, or of `limit`.
     *
     * Stripe's `GET /v1/apps/secrets`.
     *
     * @param params The scope, and which page. Left out, the first page of the client's scope.
     * @param options For this call alone.
     * @throws {SecretStoreError} those of every call
     * @example
     * ```ts
     * const { data, has_more } = await secrets.listSecrets({ scope: "account", limit: 5 });
     * for (const { name, expires_at } of data) console.log(name, expires_at);
     * ```
     */
    listSecrets(params?: ListSecretsParams, options?: CallOptions): Promise<SecretList>;
    /**
     * Deletes a secret by name.
     *
     * Stripe's `POST /v1/apps/secrets/delete`.
     *
     * @param params The name and the scope.
     * @param options For this call alone.
     * @throws {SecretStoreError} `not_found` if there is no such secret, `permission_missing`, and those of every call
     * @example
     * ```ts
     * await secrets.createSecret({ name: "no_longer_wanted", payload: "made up" });
     * const { id, deleted } = await secrets.deleteSecret({ name: "no_longer_wanted" });
     * ```
     */
    deleteSecret(params: DeleteSecretParams, options?: CallOptions): Promise<DeletedSecret>;
}

/** Where calls with a scope act. */
export interface SecretLocation {
    /** The client's `stripeAccount`. */
    account: string | undefined;
    /** The client's `stripeContext`. */
    context: string | undefined;
    /** The scope with its user, where one is known. */
    scope: SecretScope;
}

/**
 * Returns which build of the client runs: WebAssembly, or the same as JavaScript, where WebAssembly is forbidden or by the entry
 * `stripe-secret-store/js`. Loads it, as the first client does.
 *
 * @throws {SecretStoreError} `webassembly_unavailable`, by the entry `stripe-secret-store/wasm` alone
 * @example
 * ```ts
 * import { implementation } from "stripe-secret-store";
 *
 * if (implementation() === "js") console.log("WebAssembly is forbidden here.");
 * ```
 */
export function implementation(): "wasm" | "js";
/** The fields of a {@link SecretStoreError} besides its code and message. */
export interface SecretStoreErrorDetails {
    /** The parameter or option that is meant. */
    param?: string | undefined;
    /** The HTTP status of the last answer. */
    status?: number | undefined;
    /** Stripe's own code, such as `resource_missing`. */
    stripeCode?: string | undefined;
    /** Stripe's `Request-Id`, to be named to their support. */
    requestId?: string | undefined;
    /** Stripe's page about the error. */
    docUrl?: string | undefined;
    /** `true` if the same call may succeed a little later. Default: `false`. */
    retryable?: boolean | undefined;
    /** The number of requests that were sent. Default: 0. */
    attempts?: number | undefined;
    /** The reason from the HTTP client or the signal. */
    cause?: unknown;
}

/** The reason why a call failed. Branch on `code`, and show `message`. Never holds a payload, a key or a token. */
export class SecretStoreError extends Error {
    /**
     * Makes an error, for a stand-in of the client in a test.
     *
     * @param code The code to branch on.
     * @param message What is wrong, and what to do.
     * @param details What else is known.
     * @example
     * ```ts
     * const error = new SecretStoreError("scope_full", "Delete a secret first.", { status: 400 });
     * console.log(error.code, error.attempts); // scope_full 0
     * ```
     */
    constructor(code: SecretStoreErrorCode, message: string, details?: SecretStoreErrorDetails);
    /** The code to branch on. */
    readonly code: SecretStoreErrorCode;
    /** The parameter or option that is meant, as you wrote it; from Stripe, as on the wire. */
    readonly param?: string;
    /** The HTTP status of the last answer. */
    readonly status?: number;
    /** Stripe's own code, such as `resource_missing`. */
    readonly stripeCode?: string;
    /** Stripe's `Request-Id`, to be named to their support. */
    readonly requestId?: string;
    /** Stripe's page about the error. */
    readonly docUrl?: string;
    /** `true` if the same call may succeed a little later. Immediate retries have already been made. */
    readonly retryable: boolean;
    /** The number of requests that were sent: 0 if the call was refused before. */
    readonly attempts: number;
    /** The reason from the HTTP client or the signal, unchanged. */
    readonly cause?: Error extends { cause?: infer Cause } ? Cause : unknown;
    /**
     * Returns whether `value` is such an error, also one of another copy of this package.
     *
     * @param value The thrown value.
     * @example
     * ```ts
     * await secrets.deleteSecret({ name: "dropbox_token" }).catch((error) => {
     *   if (!SecretStoreError.is(error) || error.code !== "not_found") throw error;
     * });
     * ```
     */
    static is(value: unknown): value is SecretStoreError;
}
/**
 * The HTTP client that the host supplies: `createHttpClient()` of `@stripe/ui-extension-sdk/http_client`, or one of
 * stripe-node's. Its interface is stripe-node's.
 */
export interface HttpClient {
    /** Returns its name, such as the SDK's `stripe-ui-extension`. The name is optional. */
    getClientName(): string;
    /**
     * Sends a request. A value that it throws or rejects with becomes the `cause` of a {@link SecretStoreError}.
     *
     * @param host The name alone, such as `api.stripe.com`.
     * @param port The port, as text. The SDK's client does not read it.
     * @param path The path, with the query.
     * @param method The HTTP method: `POST` for writes, including deletes.
     * @param headers The headers, in a new object for each attempt.
     * @param requestData The body, a form; empty for a `GET`.
     * @param protocol `https`, unless the client has another option.
     * @param timeout The time limit in milliseconds. The SDK's client does not read it, so the Secret Store client enforces it too.
     */
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
    /** The HTTP status. */
    getStatusCode(): number;
    /** The headers by their names, in whatever case. `Request-Id` and `Stripe-Should-Retry` are read. */
    getHeaders(): object;
    /** The body. It rejects, or gives undefined, where there is no JSON. */
    toJSON(): Promise<unknown>;
}

/** The part of an `AbortSignal` that is used. Declared here, so that the declarations need no DOM library. */
export interface AbortSignalLike {
    /** `true` if it is aborted. */
    readonly aborted: boolean;
    /** The reason, which becomes the `cause` of a {@link SecretStoreError}. */
    readonly reason?: unknown;
    /**
     * Adds a listener that is called when it is aborted.
     *
     * @param type The name of the event.
     * @param listener The function to call.
     */
    addEventListener: (type: "abort", listener: () => void) => void;
    /**
     * Removes a listener.
     *
     * @param type The name of the event.
     * @param listener The function that was added.
     */
    removeEventListener: (type: "abort", listener: () => void) => void;
}


/**
 * A page of secrets.
 */
export interface SecretList {
    /**
     * Stripe's name of the object's type.
     */
    object: "list";
    /**
     * The secrets, without their payloads.
     */
    data: Secret[];
    /**
     * `true` if there are more. Pass the last one's id as `starting_after` to read them.
     */
    has_more: boolean;
    /**
     * Always `/v1/apps/secrets`.
     */
    url: string;
}

/**
 * A scope as a call names it. A user scope without a user means the one of `userContext`; where there is one, no other may be named.
 */
export type Scope = "user" | "account" | SecretScope;

/**
 * A secret with its payload.
 */
export interface FoundSecret extends Secret {
    /**
     * The payload.
     */
    payload: string;
}

/**
 * A secret, as Stripe answers it.
 */
export interface Secret {
    /**
     * `appsecret_…`
     */
    id: string;
    /**
     * Stripe's name of the object's type.
     */
    object: "apps.secret";
    /**
     * When it was made, in Unix seconds.
     */
    created: number;
    /**
     * When Stripe deletes it, in Unix seconds; `null` for never.
     */
    expires_at?: number | null | undefined;
    /**
     * `true` if it belongs to live mode.
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
     * The payload. It is present only if it was expanded, as `findSecret` does.
     */
    payload?: string | null | undefined;
}

/**
 * The answer to a delete. Stripe's has at least these.
 */
export interface DeletedSecret {
    /**
     * The id it had.
     */
    id: string;
    /**
     * Stripe's name of the object's type.
     */
    object: "apps.secret";
    /**
     * That it is gone.
     */
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
    userContext?: UserContext | undefined;
    /**
     * The scope of calls that name none. Default: `"user"`, the narrowest.
     */
    scope?: Scope | undefined;
    /**
     * The `appContext` that the view was rendered with: with it, a write without the permission fails before it is sent.
     */
    appContext?: AppContext | null | undefined;
    /**
     * The API key. Default: the placeholder that the Dashboard replaces. A backend gives its secret key: 1 to 255 ASCII characters, as of all that
     * goes into a header.
     */
    apiKey?: string | undefined;
    /**
     * Stripe's API version. Default: the one that this package was tested with.
     */
    apiVersion?: string | undefined;
    /**
     * The account that a backend acts for: `acct_…`.
     */
    stripeAccount?: string | undefined;
    /**
     * The context that a backend acts for: `Stripe-Context`, such as an account of an organization.
     */
    stripeContext?: string | undefined;
    /**
     * The host that is asked. Default: `"api.stripe.com"`.
     */
    host?: string | undefined;
    /**
     * Its port, 1 to 65,535. Default: 443.
     */
    port?: number | undefined;
    /**
     * The protocol. Default: `"https"`, the only one that the SDK's HTTP client supports.
     */
    protocol?: "http" | "https" | undefined;
    /**
     * The time limit for one attempt, in milliseconds, 1 to 2,147,483,647. Default: 80,000.
     */
    timeout?: number | undefined;
    /**
     * The number of retries after no answer, or after an answer that allows a retry: 0 to 100. Default: 2.
     */
    maxNetworkRetries?: number | undefined;
    /**
     * The treatment of texts like card numbers. Default: `"reject"`.
     */
    cardNumbers?: "reject" | "allow" | undefined;
}

/**
 * The options of one call.
 */
export interface CallOptions {
    /**
     * Ends the call with `aborted`. A write that is on its way may happen all the same.
     */
    signal?: AbortSignalLike | null | undefined;
    /**
     * The time limit for one attempt, in milliseconds, 1 to 2,147,483,647. Default: the client's.
     */
    timeout?: number | undefined;
    /**
     * The number of retries, 0 to 100. Default: the client's.
     */
    maxNetworkRetries?: number | undefined;
    /**
     * The key that identifies a repeated write to Stripe, 1 to 255 ASCII characters. Default: a new one for each write, the same for each attempt.
     */
    idempotencyKey?: string | undefined;
    /**
     * The account that a backend acts for. Default: the client's.
     */
    stripeAccount?: string | undefined;
    /**
     * The context that a backend acts for. Default: the client's.
     */
    stripeContext?: string | undefined;
}

/**
 * The parameters of a create.
 */
export interface CreateSecretParams {
    /**
     * Unique in its scope: 1 to 5,000 characters.
     */
    name: string;
    /**
     * The payload, 1 to 5,000 characters. Store values that belong together as one payload, with `JSON.stringify`.
     */
    payload: string;
    /**
     * Where it lives. Default: the client's.
     */
    scope?: Scope | undefined;
    /**
     * When Stripe deletes it: Unix **seconds** or a `Date`, in the future and at most 100 years ahead. Default: never.
     */
    expires_at?: number | Date | null | undefined;
}

/**
 * The parameters of a delete.
 */
export interface DeleteSecretParams {
    /**
     * The secret's name: 1 to 5,000 characters.
     */
    name: string;
    /**
     * Where it lives. Default: the client's.
     */
    scope?: Scope | undefined;
}

/**
 * The parameters of a find.
 */
export interface FindSecretParams {
    /**
     * The secret's name: 1 to 5,000 characters.
     */
    name: string;
    /**
     * Where it lives. Default: the client's.
     */
    scope?: Scope | undefined;
}

/**
 * The parameters of a list.
 */
export interface ListSecretsParams {
    /**
     * Where they live. Default: the client's.
     */
    scope?: Scope | undefined;
    /**
     * The largest number of secrets in the page: 1 to 100. Default: 10.
     */
    limit?: number | undefined;
    /**
     * The id of the secret before the page. Not together with `ending_before`.
     */
    starting_after?: string | undefined;
    /**
     * The id of the secret after the page.
     */
    ending_before?: string | undefined;
}

/**
 * The part of the extension's `appContext` that is read.
 */
export interface AppContext {
    /**
     * The permissions that the app was granted.
     */
    authorizedPermissions?: readonly string[] | null | undefined;
}

/**
 * The part of the extension's `userContext` that is read.
 */
export interface UserContext {
    /**
     * The user's id; the SDK declares it optional. Without it only the account scope can be used.
     */
    id?: string | null | undefined;
}

/**
 * The reason why a call failed. docs/errors.md explains the cause of each code, with advice.
 */
export type SecretStoreErrorCode = "invalid_option" | "invalid_name" | "invalid_payload" | "invalid_scope" | "invalid_expiry" | "invalid_parameter" | "user_required" | "foreign_user" | "card_number" | "not_found" | "scope_full" | "permission_missing" | "unauthorized" | "app_uninstalled" | "rate_limited" | "idempotency_conflict" | "invalid_request" | "service_failure" | "host_not_ready" | "connection_failed" | "timeout" | "aborted" | "unreadable_response" | "unexpected_failure" | "webassembly_unavailable";

/**
 * Where a secret lives, as Stripe says it.
 */
export type SecretScope = { type: "account" } | { type: "user"; user?: string | undefined };
