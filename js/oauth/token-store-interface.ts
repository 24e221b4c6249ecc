// Types the interface of a token store.

import type { Scope } from "../index.js";
import type { OAuthError } from "./error.js";
import type { Lease } from "./lease.js";
import type { TokenClient, TokenFormat } from "./token-client.js";
import type { TokenResponse, Tokens } from "./token-set.js";

/** Options of {@link createTokenStore}. */
export interface TokenStoreOptions {
  /** The client that reads and writes the secret. For token sets of over 5,000 characters, pass `withLargePayloads(client)`. */
  client: TokenClient;
  /** The name of the secret that keeps the token set. */
  name: string;
  /** The secret's scope. All users and the backend share a token set in the account's scope. Default: the client's. */
  scope?: Scope;
  /**
   * The way to store the token set. Default: as JSON, in one secret. {@link splitFormat} keeps the access token in another secret, too, as a header value
   * that other programs can use as it stands.
   */
  format?: TokenFormat;
  /**
   * Gets new tokens for `tokens.refresh_token`: see {@link OAuthProvider.refresh}. The store does nothing else with the secret while the returned promise is
   * pending, for two minutes at most. The `error`, `status` and `retryAfter` (in milliseconds) of a thrown error decide the next step: see docs/oauth.md.
   *
   * @param tokens The stored tokens.
   */
  refresh(tokens: Tokens): Promise<TokenResponse>;
  /**
   * Converts an answer of your own `refresh` that has no `access_token`, such as `(answer) => answer.data`. {@link OAuthProviderOptions} has
   * the same option for {@link createOAuthProvider}.
   *
   * @param answer The result of `refresh`, or the argument of `save`.
   */
  tokensFrom?(answer: TokenResponse & Record<string, TokenResponse>): TokenResponse | undefined;
  /** The fields of the provider's answers that are not stored, such as `["id_token"]`. The access token is always stored. */
  omit?: readonly string[];
  /**
   * Returns whether an error of `refresh` means that the provider refused the refresh token. Use it for a provider with its own way of refusing. If it
   * returns nothing, the rules of docs/oauth.md decide.
   *
   * @param error The error that `refresh` threw. An error of {@link createOAuthProvider} has `status`, `error` and `answer`.
   */
  isSignedOut?(error: OAuthError): boolean | undefined;
  /**
   * Reports that new tokens could not be stored. `getAccessToken` does not report it: it returns the new access token all the same. The store tries
   * again with each call. Until it succeeds, the refresh token is only in memory and in the error's `tokens`.
   *
   * @param error The error, with the code `not_stored`.
   */
  onNotStored?(error: OAuthError): void;
  /**
   * Reports that this computer's clock is slow: the Secret Store refused the expiry of the secret, which is stored without one.
   *
   * @param seconds The least number of seconds that the clock is slow. It is not called if the answer does not show it.
   */
  onSlowClock?(seconds: number): void;
  /** The time before its expiry when an access token counts as expired, in milliseconds, at most half its lifetime. Default: 60,000. */
  leeway?: number;
  /** The statuses that mean that the access token is no longer good. Some providers answer 403. Default: `[401]`. */
  refreshOn?: readonly number[];
  /** The time that a call waits for `refresh`, in milliseconds. Tokens that come later are stored all the same. Default: 30,000. */
  timeout?: number;
  /**
   * The time that the store looks for another program's tokens after the provider refused the refresh token, in milliseconds. The other program may still
   * be storing them. Then the store throws `signed_out`. Default: 8,000.
   */
  conflictWait?: number;
  /** A lease, for a token set that several programs refresh: see {@link createLease}. Default: none. */
  lease?: Lease;
  /** Returns the time, in milliseconds. Default: `Date.now`, looked up at each call. */
  clock?: () => number;
}

/** Keeps tokens and refreshes them. */
export interface TokenStore {
  /**
   * Stores tokens after a sign-in. Tokens of an error that were replaced by newer ones are not stored: it returns the newer ones.
   *
   * @param response The provider's answer, or the `tokens` of an error.
   * @throws {OAuthError} `unreadable_tokens`; `not_stored`, with the tokens
   * @example
   * ```ts
   * const { expires_at } = await tokens.save({ access_token: "made up", refresh_token: "made up", expires_in: 14_400 });
   * ```
   */
  save(response: TokenResponse | Tokens): Promise<Tokens>;
  /**
   * Reads the stored tokens without a refresh. Resolves with `null` if no user is signed in.
   *
   * @throws {OAuthError} `unreadable_tokens`
   * @throws {SecretStoreError} the codes of `findSecret`
   * @example
   * ```ts
   * const isSignedIn = (await tokens.get()) !== null;
   * ```
   */
  get(): Promise<Tokens | null>;
  /**
   * Returns an access token that has not expired. It comes from memory while it is good. If it is about to expire, the store refreshes it, once for all calls
   * that wait.
   *
   * @throws {OAuthError} `signed_out`, `refresh_failed`, `unreadable_tokens`
   * @throws {SecretStoreError} the codes of `findSecret`
   * @example
   * ```ts
   * const headers = { Authorization: `Bearer ${await tokens.getAccessToken()}` };
   * ```
   */
  getAccessToken(): Promise<string>;
  /**
   * Runs a call with an access token. If its result or its error has a `status` of `refreshOn`, the store compares the token with the stored one. If they
   * are the same, it refreshes the token. Then it runs the call again, at most twice.
   *
   * @typeParam T The type that the call resolves with.
   * @param call The call. It may run three times.
   * @throws the error of the call, or of `getAccessToken`
   * @example
   * ```ts
   * const response = await tokens.withToken((token) => fetch(url, { headers: { Authorization: `Bearer ${token}` } }));
   * ```
   */
  withToken<T>(call: (accessToken: string) => Promise<T>): Promise<T>;
  /**
   * Deletes the stored tokens, if there are any. It sends nothing to the provider.
   *
   * @throws {SecretStoreError} the codes of `deleteSecret`
   * @example
   * ```ts
   * await tokens.clear();
   * console.log(await tokens.get()); // null
   * ```
   */
  clear(): Promise<void>;
}
