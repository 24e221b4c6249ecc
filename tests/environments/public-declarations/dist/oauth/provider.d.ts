import { type TokenResponse, type Tokens } from "./tokens.js";
/** The part of the view's `oauthContext` that is read. */
export interface OAuthContext {
    code?: string;
    error?: string;
    verifier?: string;
}
export interface OAuthProviderOptions {
    /** Where users sign in, such as `https://www.dropbox.com/oauth2/authorize`. It may have a query. */
    authorizationEndpoint: string;
    /** Where codes and refresh tokens are exchanged. It has to be in the manifest's `connect-src`, and to allow requests of any origin. */
    tokenEndpoint: string;
    clientId: string;
    /** Where users come back to: {@link dashboardRedirectUri}. */
    redirectUri: string;
    /** What is asked for, with spaces between. */
    scope?: string;
    /** Whatever else the provider wants in the authorisation URL, such as Dropbox's `token_access_type: "offline"`. */
    authorizationParams?: Record<string, string>;
    /** Whatever else it wants in token requests. A backend's `client_secret`, say; an extension has none. */
    tokenParams?: Record<string, string>;
    /** Default: the global one. */
    fetch?: typeof fetch;
}
export interface OAuthProvider {
    /** The address that "Sign in" links to, with what `createOAuthState()` of the SDK gave. */
    authorizationUrl(options: {
        state: string;
        challenge: string;
    }): string;
    /**
     * Exchanges the authorisation code for tokens: `null` while there is none. Call it as often as the view is rendered: a code is sent once, and
     * everyone who asks gets the same answer, until a token store has saved it; then `null`, since it may have been refreshed or ended since. The answer
     * to the last code is kept in memory for as long as the page.
     *
     * @throws {OAuthError} `denied`, `exchange_failed`
     */
    exchange(oauthContext: OAuthContext | null | undefined): Promise<TokenResponse | null>;
    /**
     * Gets new tokens for a refresh token: what {@link createTokenStore} wants as `refresh`.
     *
     * @throws {OAuthError} `refresh_failed`, whose `error` is the provider's code
     */
    refresh(tokens: Tokens): Promise<TokenResponse>;
}
/**
 * A provider of tokens by OAuth 2.0 with PKCE (RFC 6749, RFC 7636), as Stripe's SDK has it.
 *
 * @example
 * ```ts
 * const dropbox = createOAuthProvider({
 *   authorizationEndpoint: "https://www.dropbox.com/oauth2/authorize",
 *   tokenEndpoint: "https://api.dropboxapi.com/oauth2/token",
 *   clientId: "…",
 *   redirectUri: dashboardRedirectUri({ appId: "com.example.app", mode: environment.mode }),
 *   authorizationParams: { token_access_type: "offline" },
 * });
 * const { state, challenge } = await createOAuthState();
 * const href = dropbox.authorizationUrl({ state, challenge });
 * // Back in the app:
 * const response = await dropbox.exchange(oauthContext);
 * if (response) await tokens.save(response);
 * ```
 */
export declare function createOAuthProvider(options: OAuthProviderOptions): OAuthProvider;
/** Where the Dashboard wants users to be sent back to: the address that has to be registered with the provider, of each mode. */
export declare const dashboardRedirectUri: ({ appId, mode }: {
    appId: string;
    mode: "live" | "test";
}) => string;
