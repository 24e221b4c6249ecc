/**
 * A client of the Secret Store. It checks each request, builds its scope and sends it through your HTTP client.
 *
 * Every method returns a promise that always settles, even if the host misbehaves. Each call may reject with a {@link SecretStoreError} of these codes,
 * besides those that its method lists:
 *
 * - before sending `invalid_name`, `invalid_scope`, `invalid_parameter`, `invalid_option`, `user_required` and `foreign_user`;
 * - from the service `unauthorized`, `app_uninstalled`, `rate_limited`, `idempotency_conflict`, `invalid_request` and `service_failure`;
 * - on the way `host_not_ready`, `connection_failed`, `timeout`, `aborted` and `unreadable_response`;
 * - at any time `unexpected_failure`.
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
   * Creates a client. Sends nothing.
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
   * Returns the same client for another account, for a backend that serves many.
   *
   * @param account The account's id: `acct_…`. It replaces the client's `stripeAccount`.
   * @throws {SecretStoreError} `invalid_option`, also without an account
   * @example
   * ```ts
   * const theirs = secrets.forAccount("acct_cactus");
   * console.log(theirs.locate().account); // acct_cactus
   * ```
   */
  forAccount(account: string): SecretStoreClient;
  /**
   * Returns the account and the scope, with its user, that calls act on. Sends nothing, and checks nothing.
   *
   * @param params The parameters of a call. Only their scope is read. Default: the client's scope.
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
   * @param params The name, the payload, the scope and the expiry.
   * @param options The options of this call alone.
   * @throws {SecretStoreError} before sending `invalid_payload`, `invalid_expiry` and `card_number`; from the service `scope_full` and
   * `permission_missing`; and those of every call. `permission_missing` comes before sending if `appContext` lacks the permission
   * @example
   * ```ts
   * const expires_at = new Date(Date.now() + 14 * 24 * 3_600_000);
   * const secret = await secrets.createSecret({ name: "dropbox_token", payload: token, expires_at });
   * console.log(secret.id);
   * ```
   */
  createSecret(params: CreateSecretParams, options?: CallOptions): Promise<Secret>;
  /**
   * Finds a secret by name, with its payload. Resolves with `null` if the scope has no secret of that name. Rejects for every other failure.
   *
   * Stripe's `GET /v1/apps/secrets/find`, with the payload expanded.
   *
   * @param params The name and the scope.
   * @param options The options of this call alone.
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
   * @param params The scope and the page. Default: the first page of the client's scope.
   * @param options The options of this call alone.
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
   * @param options The options of this call alone.
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
