import type { TokenResponse, Tokens } from "./token-set.js";
import type { TokenStore } from "./token-store.js";
/** Holds the fields of the view's `oauthContext` that are read. */
export interface OAuthContext {
    /** The authorisation code, once the user is back. */
    code?: string;
    /** The reason why there is no code, such as `access_denied`. */
    error?: string;
    /** The verifier of the challenge that was sent (RFC 7636). */
    verifier?: string;
}
/** Parameters of a request. A list repeats the name, which RFC 8707 allows for `resource`. */
export type OAuthParams = Record<string, string | readonly string[]>;
/** Options of {@link createOAuthProvider}. */
export interface OAuthProviderOptions {
    /** The address of the sign-in page, such as `https://www.dropbox.com/oauth2/authorize`. It may have a query. */
    authorizationEndpoint: string;
    /** The address that exchanges codes and refresh tokens. The manifest's `connect-src` must contain it, and it must allow requests from any origin. */
    tokenEndpoint: string;
    /** The id that the provider gave the app. */
    clientId: string;
    /** The app's secret, in a backend. An extension must not have one: anyone who opens it could read it. */
    clientSecret?: string;
    /**
     * The way to authenticate the app: `"none"` sends the id alone, `"post"` the id and the secret in the body, `"basic"` both in the `Authorization` header
     * (RFC 6749, section 2.3.1). Default: `"post"` with a `clientSecret`, `"none"` without.
     */
    clientAuthentication?: "none" | "basic" | "post";
    /** The encoding of a token request's body. Default: `"form"`, which RFC 6749 requires. */
    encoding?: "form" | "json";
    /** The address that the provider sends users back to: {@link dashboardRedirectUri}. */
    redirectUri: string;
    /** The permissions to ask for, with spaces between. */
    scope?: string;
    /** Other parameters of the authorisation URL, such as Dropbox's `token_access_type: "offline"`. */
    authorizationParams?: OAuthParams;
    /** Other parameters of every token request. */
    tokenParams?: OAuthParams;
    /** Other parameters of the requests that exchange a code. */
    exchangeParams?: OAuthParams;
    /** Other parameters of the requests that refresh tokens, such as Microsoft's `scope`. */
    refreshParams?: OAuthParams;
    /**
     * Converts an answer that has its tokens elsewhere, such as `(answer) => answer.authed_user`. It applies to codes and to refreshes. If it returns
     * nothing or throws, the answer counts as one without tokens.
     *
     * @param answer The provider's answer: parsed JSON, the fields of a form, or a string.
     */
    tokensFrom?(answer: TokenResponse & Record<string, TokenResponse>): TokenResponse | undefined;
    /**
     * Keeps the stored refresh token if a code gives none. Google gives none at a second sign-in. `exchange` needs its second argument for it. Set it only if
     * the user's account at the provider stays the same: the refresh token of another account would be kept, too. Default: false.
     */
    keepRefreshToken?: boolean;
    /** Sends the token requests. Default: the global one. */
    fetch?: typeof fetch;
}
/** Gets tokens from a provider. */
export interface OAuthProvider {
    /**
     * Returns the address that "Sign in" links to.
     *
     * @param options The result of the SDK's `createOAuthState()`.
     * @param options.state The value that the provider sends back with the code.
     * @param options.challenge The challenge that binds the code to its verifier.
     * @example
     * ```ts
     * import { createOAuthState } from "@stripe/ui-extension-sdk/oauth";
     *
     * const href = dropbox.authorizationUrl(await createOAuthState());
     * ```
     */
    authorizationUrl(options: {
        state: string;
        challenge: string;
    }): string;
    /**
     * Exchanges the authorisation code for tokens. Resolves with `null` while there is no code. It may be called in every render: a code is sent once, and
     * every caller gets the same answer. After a token store has saved the answer or a part of it, the result is `null`, since newer tokens may be stored.
     * Until then the answer stays in memory.
     *
     * The view's `oauthContext` may stay as it is after a reload. With `tokens`, a code whose tokens are stored is not sent again, and a code or an `error`
     * that gives no tokens is `null` while a token set is stored.
     *
     * @param oauthContext The view's.
     * @param tokens The store that saves the tokens.
     * @throws {OAuthError} `denied`, `exchange_failed`
     * @throws {SecretStoreError} with `tokens`, the codes of `findSecret`
     * @example
     * ```ts
     * const response = await dropbox.exchange(oauthContext, tokens);
     * if (response) await tokens.save(response);
     * ```
     */
    exchange(oauthContext: OAuthContext | null | undefined, tokens?: Pick<TokenStore, "get">): Promise<TokenResponse | null>;
    /**
     * Gets new tokens for a refresh token. Pass it to {@link createTokenStore} as `refresh`.
     *
     * @param tokens The stored tokens. Only their `refresh_token` is sent.
     * @throws {OAuthError} `refresh_failed`, whose `error` is the provider's code
     * @example
     * ```ts
     * const { access_token } = await dropbox.refresh({ access_token: "ended", refresh_token: "made up" });
     * ```
     */
    refresh(tokens: Tokens): Promise<TokenResponse>;
}
/** Identifies the app whose view users come back to. */
export interface DashboardApp {
    /** The app's id in the manifest, such as `com.example.app`. */
    appId: string;
    /** The view's `environment.mode`. */
    mode: "live" | "test";
}
/**
 * Creates a client of an OAuth 2.0 provider with PKCE (RFC 6749, RFC 7636), to use with the SDK's `createOAuthState`.
 *
 * @param options The provider's addresses and its requirements.
 * @throws {OAuthError} `invalid_option`
 * @example
 * ```ts
 * const dropbox = createOAuthProvider({
 *   authorizationEndpoint: "https://www.dropbox.com/oauth2/authorize",
 *   tokenEndpoint: "https://api.dropboxapi.com/oauth2/token",
 *   clientId: "…",
 *   redirectUri: dashboardRedirectUri({ appId: "com.example.app", mode: environment.mode }),
 *   authorizationParams: { token_access_type: "offline" },
 * });
 * ```
 */
export declare function createOAuthProvider(options: OAuthProviderOptions): OAuthProvider;
/**
 * Returns the address of the Dashboard that users come back to. Register it with the provider, for each mode.
 *
 * @param app The app, and the mode of the view.
 * @example
 * ```ts
 * console.log(dashboardRedirectUri({ appId: "com.example.app", mode: "test" }));
 * // https://dashboard.stripe.com/test/apps-oauth/com.example.app
 * ```
 */
export declare const dashboardRedirectUri: ({ appId, mode }: DashboardApp) => string;
