import type { Scope, SecretStoreClient } from "../index.js";
import { OAuthError } from "./error.js";
import type { Lease } from "./lease.js";
import { type TokenResponse, type Tokens } from "./tokens.js";
/** The methods of a client that a token store calls. */
export type TokenClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret">;
/** Options of {@link createTokenStore}. */
export interface TokenStoreOptions {
    /** Reads and writes the secret. For token sets of over 5,000 characters: `withLargePayloads(client)`. */
    client: TokenClient;
    /** The name of the secret that keeps the tokens, all of them in one. */
    name: string;
    /** Its scope. Default: the client's. A pair in the account's scope is shared by all users and the backend. */
    scope?: Scope;
    /**
     * Gets new tokens for `tokens.refresh_token`: see {@link OAuthProvider.refresh}. Nothing else is done with the secret while the returned promise is
     * pending, for two minutes at most. The `error`, `status` and `retryAfter` (in seconds) of what it throws decide what happens: see docs/oauth.md.
     *
     * @param tokens The stored ones.
     */
    refresh(tokens: Tokens): Promise<TokenResponse>;
    /**
     * Makes a token response of an answer without an `access_token`, such as `(answer) => answer.data`, of a `refresh` of your own. {@link OAuthProviderOptions} has
     * the same option for {@link createOAuthProvider}.
     *
     * @param answer What `refresh` gave, or `save` was given.
     */
    tokensFrom?(answer: TokenResponse & Record<string, TokenResponse>): TokenResponse | undefined;
    /** Fields of the provider's answers that are not stored, such as `["id_token"]`. */
    omit?: readonly string[];
    /**
     * Decides whether what `refresh` threw means that the provider refused the refresh token, for a provider that says so in its own way. Default, and
     * where it returns nothing: see docs/oauth.md.
     *
     * @param error What `refresh` threw. That of {@link createOAuthProvider} has `status`, `error` and `answer`.
     */
    isSignedOut?(error: OAuthError): boolean | undefined;
    /**
     * Is called when new tokens could not be stored, which `getAccessToken` does not say: it hands out the new access token all the same. The store tries
     * again with each call. Until it succeeds, the refresh token is only in memory and in the error's `tokens`.
     *
     * @param error The error, with the code `not_stored`.
     */
    onNotStored?(error: OAuthError): void;
    /** How long before its end an access token counts as ended, in seconds, at most half its life. Default: 60. */
    leeway?: number;
    /** The statuses of an answer that mean that the access token is no longer good. Default: 401. Some providers say 403. */
    refreshOn?: readonly number[];
    /** How long a call waits for `refresh`, in milliseconds. Tokens that come later are stored all the same. Default: 30,000. */
    timeout?: number;
    /**
     * How long a program whose refresh token was refused waits for another's tokens to appear, in milliseconds, before it says that the sign-in is over:
     * the other program may still be storing them. Default: 8,000.
     */
    conflictWait?: number;
    /** `createLease()`, for a pair that several programs refresh and a provider that ends the sign-in when a refresh token is sent twice. Default: none. */
    lease?: Lease;
    /** Returns the time, in milliseconds. Default: `Date.now`, looked up at each call. */
    clock?: () => number;
}
/** Tokens, kept and fresh. */
export interface TokenStore {
    /**
     * Stores tokens after a sign-in: the provider's answer, or the `tokens` of an error.
     *
     * @param response The answer, or the tokens.
     * @throws {OAuthError} `unreadable_tokens`; `not_stored`, with the tokens
     * @example
     * ```ts
     * const { expires_at } = await tokens.save({ access_token: "made up", refresh_token: "made up", expires_in: 14_400 });
     * ```
     */
    save(response: TokenResponse | Tokens): Promise<Tokens>;
    /**
     * Reads what is stored, and refreshes nothing; `null` when nobody is signed in.
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
     * Returns an access token that is good, as far as is known: refreshed when it is about to end, once for however many ask. It comes from memory while it
     * is good.
     *
     * @throws {OAuthError} `signed_out`, `refresh_failed`, `unreadable_tokens`
     * @throws {SecretStoreError} the codes of `findSecret`, and with a lease those of `createSecret`
     * @example
     * ```ts
     * const headers = { Authorization: `Bearer ${await tokens.getAccessToken()}` };
     * ```
     */
    getAccessToken(): Promise<string>;
    /**
     * Runs a call with an access token. When it answers, or throws, something with a `status` of `refreshOn`, the token is compared with the stored one, refreshed
     * if they are the same, and the call run once more. (Where another program had refreshed it already, and that token is refused too, twice.)
     *
     * @typeParam T What the call gives.
     * @param call The call. It may be run three times.
     * @throws what the call throws, and what `getAccessToken` throws
     * @example
     * ```ts
     * const response = await tokens.withToken((token) => fetch(url, { headers: { Authorization: `Bearer ${token}` } }));
     * ```
     */
    withToken<T>(call: (accessToken: string) => Promise<T>): Promise<T>;
    /**
     * Deletes what is stored, if anything is. It sends nothing to the provider.
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
/**
 * Keeps OAuth tokens in one secret, and fresh. See docs/oauth.md for what happens when several programs refresh one pair.
 *
 * @param options Which secret, how tokens are renewed, and how patiently.
 * @throws {OAuthError} `invalid_option`
 * @example
 * ```ts
 * const tokens = createTokenStore({ client: secrets, name: "dropbox", refresh: dropbox.refresh });
 * await tokens.save({ access_token: "made up", refresh_token: "made up" }); // after the sign-in
 * const token = await tokens.getAccessToken();
 * ```
 */
export declare function createTokenStore({ client, name, scope, refresh, tokensFrom, omit, isSignedOut, onNotStored, lease, leeway, refreshOn, timeout, conflictWait, clock, }: TokenStoreOptions): TokenStore;
