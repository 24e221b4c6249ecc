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
/** Options of {@link createOAuthProvider}. */
export interface OAuthProviderOptions {
    /** Where users sign in, such as `https://www.dropbox.com/oauth2/authorize`. It may have a query. */
    authorizationEndpoint: string;
    /** Where codes and refresh tokens are exchanged. It has to be in the manifest's `connect-src`, and to allow requests of any origin. */
    tokenEndpoint: string;
    /** The app's id, as the provider gave it. */
    clientId: string;
    /** Where users come back to: {@link dashboardRedirectUri}. */
    redirectUri: string;
    /** What is asked for, with spaces between. */
    scope?: string;
    /** Whatever else the provider wants in the authorisation URL, such as Dropbox's `token_access_type: "offline"`. */
    authorizationParams?: Record<string, string>;
    /** Whatever else it wants in token requests. A backend's `client_secret`, say; an extension has none. */
    tokenParams?: Record<string, string>;
    /** Sends the token requests. Default: the global one. */
    fetch?: typeof fetch;
}
/** Where tokens come from. */
export interface OAuthProvider {
    /**
     * The address that "Sign in" links to.
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
     * everyone who asks gets the same answer, until a token store has saved it; then `null`, since it may have been refreshed or ended since. The answer
     * to the last code is kept in memory for as long as the page.
     *
     * @param oauthContext The view's.
     * @throws {OAuthError} `denied`, `exchange_failed`
     * @example
     * ```ts
     * const response = await dropbox.exchange(oauthContext);
     * if (response) await tokens.save(response);
     * ```
     */
    exchange(oauthContext: OAuthContext | null | undefined): Promise<TokenResponse | null>;
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
 * A provider of tokens by OAuth 2.0 with PKCE (RFC 6749, RFC 7636), as Stripe's SDK has it.
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
 * Where the Dashboard wants users to be sent back to: the address that has to be registered with the provider, of each mode.
 *
 * @param app The app, and the mode that the view was rendered in.
 * @example
 * ```ts
 * console.log(dashboardRedirectUri({ appId: "com.example.app", mode: "test" }));
 * // https://dashboard.stripe.com/test/apps-oauth/com.example.app
 * ```
 */
export declare const dashboardRedirectUri: ({ appId, mode }: DashboardApp) => string;
