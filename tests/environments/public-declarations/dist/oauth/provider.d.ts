import type { TokenStore } from "./token-store.js";
import { type TokenResponse, type Tokens } from "./tokens.js";
/** The part of the view's `oauthContext` that is read. */
export interface OAuthContext {
    /** The authorisation code, once the user is back. */
    code?: string;
    /** Why there is none, such as `access_denied`. */
    error?: string;
    /** What belongs to the challenge that was sent (RFC 7636). */
    verifier?: string;
}
/** Parameters of a request. A list repeats the name, as `resource` may be (RFC 8707). */
export type OAuthParams = Record<string, string | readonly string[]>;
/** Options of {@link createOAuthProvider}. */
export interface OAuthProviderOptions {
    /** Where users sign in, such as `https://www.dropbox.com/oauth2/authorize`. It may have a query. */
    authorizationEndpoint: string;
    /** Where codes and refresh tokens are exchanged. It has to be in the manifest's `connect-src`, and to allow requests of any origin. */
    tokenEndpoint: string;
    /** The app's id, as the provider gave it. */
    clientId: string;
    /** The app's secret, in a backend. An extension must not have one: anyone who opens it could read it. */
    clientSecret?: string;
    /**
     * How the app says who it is: `"none"` sends the id alone, `"post"` the id and the secret in the body, `"basic"` both in the `Authorization` header (RFC
     * 6749, section 2.3.1). Default: `"post"` with a `clientSecret`, `"none"` without.
     */
    clientAuthentication?: "none" | "basic" | "post";
    /** How the body of a token request is written. Default: `"form"`, as RFC 6749 has it. */
    encoding?: "form" | "json";
    /** Where users come back to: {@link dashboardRedirectUri}. */
    redirectUri: string;
    /** What is asked for, with spaces between. */
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
     * Makes a token response of an answer that has its tokens elsewhere, such as `(answer) => answer.authed_user`. It applies to codes and to refreshes. An
     * answer of which it makes nothing, or for which it throws, counts as one without tokens.
     *
     * @param answer What the provider answered: parsed JSON, the fields of a form, or a text.
     */
    tokensFrom?(answer: TokenResponse & Record<string, TokenResponse>): TokenResponse | undefined;
    /**
     * Whether the stored refresh token is kept where a code gives none, as Google's gives none at a second sign-in. It takes `tokens` of `exchange`. Only for
     * the same account at the provider: the refresh token of another account would be kept, too. Default: false.
     */
    keepRefreshToken?: boolean;
    /** Sends the token requests. Default: the global one. */
    fetch?: typeof fetch;
}
/** A provider of tokens. */
export interface OAuthProvider {
    /**
     * Returns the address that "Sign in" links to.
     *
     * @param options What `createOAuthState()` of the SDK gave.
     * @param options.state What the provider sends back with the code.
     * @param options.challenge What the code is bound to.
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
     * Exchanges the authorisation code for tokens: `null` while there is none. Call it as often as the view is rendered: a code is sent once, and
     * every caller gets the same answer, until a token store has saved it or a part of it; then `null`, since it may have been refreshed or ended since.
     * Until it is saved, the answer is kept in memory.
     *
     * The view's `oauthContext` may stay as it is after a reload. With `tokens`, a code whose tokens are stored is not sent again, and a code or an `error`
     * that gives no tokens is `null` while a token set is stored.
     *
     * @param oauthContext The view's.
     * @param tokens The store in which the tokens are saved.
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
     * Gets new tokens for a refresh token: what {@link createTokenStore} wants as `refresh`.
     *
     * @param tokens The stored ones, of which `refresh_token` is sent.
     * @throws {OAuthError} `refresh_failed`, whose `error` is the provider's code
     * @example
     * ```ts
     * const { access_token } = await dropbox.refresh({ access_token: "ended", refresh_token: "made up" });
     * ```
     */
    refresh(tokens: Tokens): Promise<TokenResponse>;
}
/** Which app's view users come back to. */
export interface DashboardApp {
    /** The app's id in the manifest, such as `com.example.app`. */
    appId: string;
    /** The view's `environment.mode`. */
    mode: "live" | "test";
}
/**
 * Creates a provider of tokens by OAuth 2.0 with PKCE (RFC 6749, RFC 7636), as Stripe's SDK has it.
 *
 * @param options The provider's addresses, and what it wants.
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
 * Returns the address of the Dashboard to which users have to come back. It has to be registered with the provider, for each mode.
 *
 * @param app The app, and the mode that the view was rendered in.
 * @example
 * ```ts
 * console.log(dashboardRedirectUri({ appId: "com.example.app", mode: "test" }));
 * // https://dashboard.stripe.com/test/apps-oauth/com.example.app
 * ```
 */
export declare const dashboardRedirectUri: ({ appId, mode }: DashboardApp) => string;
