import { OAuthError, required, text } from "./error.js";
import { saved, type TokenResponse, type Tokens } from "./tokens.js";
import { within } from "./wait.js";

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
  authorizationUrl(options: { state: string; challenge: string }): string;
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

/** How long an answer may take, in milliseconds. */
const TIMEOUT = 60_000;

/** The last code that was exchanged, and for what. Here, since a provider may be made anew in each render. */
let exchanged: { place: string; answer: Promise<TokenResponse> } | undefined;

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
export function createOAuthProvider(options: OAuthProviderOptions): OAuthProvider {
  const { authorizationEndpoint, tokenEndpoint, clientId, redirectUri, scope, authorizationParams, tokenParams } = options;
  required({ authorizationEndpoint, tokenEndpoint, clientId, redirectUri });

  /** Asks the token endpoint. */
  function ask(code: "exchange_failed" | "refresh_failed", params: Record<string, string>): Promise<TokenResponse> {
    // Which makes it a form, with the header that says so.
    const body = new URLSearchParams(Object.assign({ client_id: clientId }, params, tokenParams));
    let response: Response | undefined;
    // In a `then`, since what is called may be missing, or throw at once.
    const answered = Promise.resolve()
      .then(() => (options.fetch || fetch)(tokenEndpoint, { method: "POST", headers: { Accept: "application/json" }, body }))
      .then((answer) => (response = answer).json())
      .catch((cause) => {
        // Without the parser's own error, which would repeat the answer.
        if (!response) throw cause;
      });
    return within(TIMEOUT, answered).then(
      (json) => {
        const answer = Object(json);
        // Some say with a status of 200 that they refuse.
        if (response!.ok && answer.access_token) return answer;
        throw refused(code, text(answer.error), response!.status);
      },
      (cause) => {
        throw new OAuthError(code, "No answer. See cause. Is it in the manifest's connect-src?", cause);
      },
    );
  }

  return {
    authorizationUrl: ({ state, challenge }) =>
      authorizationEndpoint +
      (authorizationEndpoint.includes("?") ? "&" : "?") +
      new URLSearchParams(
        Object.assign(
          {
            response_type: "code",
            client_id: clientId,
            redirect_uri: redirectUri,
            state,
            code_challenge: challenge,
            code_challenge_method: "S256",
          },
          scope && { scope },
          authorizationParams,
        ),
      )
        .toString()
        // Which all understand, where `+` is left standing by some in queries.
        .replace(/\+/g, "%20"),

    exchange: (oauthContext) =>
      Promise.resolve(oauthContext).then((context) => {
        const { code, error, verifier = "" } = Object(context) as OAuthContext;
        if (error) throw refused(error === "access_denied" ? "denied" : "exchange_failed", error);
        if (!code) return null;
        const place = tokenEndpoint + code;
        if (exchanged?.place !== place) {
          const params = { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: redirectUri };
          const mine = (exchanged = { place, answer: ask("exchange_failed", params) });
          // Where nobody has refused it, the code may be good still.
          mine.answer.catch(({ status }: OAuthError) => {
            if (!status) mine.place = "";
          });
        }
        return exchanged!.answer.then((response) => (saved.has(response) ? null : response));
      }),

    refresh: ({ refresh_token = "" }) => ask("refresh_failed", { grant_type: "refresh_token", refresh_token }),
  };
}

const refused = (code: "denied" | "exchange_failed" | "refresh_failed", error: string | undefined, status?: number) =>
  new OAuthError(code, `The provider refused: ${error || status}.`, { error, status });

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
export const dashboardRedirectUri = ({ appId, mode }: DashboardApp): string =>
  `https://dashboard.stripe.com/${mode === "test" ? "test/" : ""}apps-oauth/${encodeURIComponent(appId)}`;
