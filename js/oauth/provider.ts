import { OAuthError, required, type OAuthErrorCode } from "./error.js";
import { withTimeout } from "./timers.js";
import type { TokenStore } from "./token-store.js";
import { hooks, type TokenResponse, type Tokens } from "./tokens.js";

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
  authorizationUrl(options: { state: string; challenge: string }): string;
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

/** How long an answer may take, in milliseconds. */
const TIMEOUT = 60_000;

/** How many exchanges are remembered. A page has one or two, a backend may have many. */
const REMEMBERED = 100;

/** A code that was exchanged in this page. */
interface Exchange {
  /** Where the code was sent, and the code. */
  place: string;
  /** The tokens that it gave; `null` once they are saved. */
  answer: Promise<TokenResponse | null>;
  /** The answer as JSON until it is saved: a part of the answer, or a copy that lacks a field, is recognised by the access token in it. */
  json?: string;
}

/** The last exchanges of this page. They are kept here, since a provider may be made anew in each render. */
const exchanges: Exchange[] = [];

/** Marks tokens that came of a code, and forgets the answer when they are saved. */
function saving(tokens: Tokens) {
  const exchange = exchanges.filter(({ json }) => json && json.includes(JSON.stringify(tokens.access_token))).pop();
  if (exchange) tokens.code_hash = hashOf(exchange.place);
  return () => {
    if (exchange) Object.assign(exchange, { answer: Promise.resolve(null), json: "" });
  };
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
export function createOAuthProvider(options: OAuthProviderOptions): OAuthProvider {
  const { authorizationEndpoint, tokenEndpoint, clientId, clientSecret, redirectUri, scope, authorizationParams, tokenParams } = options;
  const { exchangeParams, refreshParams, tokensFrom, keepRefreshToken, clientAuthentication = clientSecret ? "post" : "none" } = options;
  required({ authorizationEndpoint, tokenEndpoint, clientId, redirectUri });
  const isBasic = clientAuthentication === "basic";
  const isJson = options.encoding === "json";
  hooks.saving = saving;

  /** Asks the token endpoint. */
  async function ask(code: "exchange_failed" | "refresh_failed", grant: Params, extra: Params | undefined): Promise<TokenResponse> {
    const client = { client_id: isBasic ? undefined : clientId, client_secret: clientAuthentication === "post" ? clientSecret : undefined };
    const params: Params = Object.assign(client, grant, tokenParams, extra);
    const headers: Record<string, string> = { Accept: "application/json" };
    if (isBasic) headers.Authorization = `Basic ${btoa([clientId, clientSecret || ""].map(encodeURIComponent).join(":"))}`;
    if (isJson) headers["Content-Type"] = "application/json";
    // A form makes the header that says so.
    const body = isJson ? JSON.stringify(params) : formOf(params);
    const aborter = new AbortController();
    let response: Response | undefined;
    async function answered() {
      // A redirect would take the tokens elsewhere.
      response = await (options.fetch || fetch)(tokenEndpoint, {
        method: "POST",
        headers,
        body,
        redirect: "manual",
        signal: aborter.signal,
      });
      // A body that cannot be read leaves the status.
      return response.text().then(parsed, () => undefined);
    }
    let answer;
    try {
      answer = await withTimeout(TIMEOUT, answered());
    } catch (cause) {
      aborter.abort();
      throw new OAuthError(code, "No answer. See cause. Is it in the manifest's connect-src?", cause);
    }
    const { ok, status } = response!;
    const tokens = ok && tokensIn(answer);
    if (tokens) return tokens;
    const { error } = Object(answer);
    // Other words than a code such as `invalid_grant` may repeat a token.
    throw refused(
      code,
      { error: /^[\w.-]{1,80}$/.test(error) ? error : undefined, status, retryAfter: secondsOf(response!.headers?.get("Retry-After")) },
      answer,
    );
  }

  /** Returns the tokens in an answer, if there are any: some providers say with a status of 200 that they refuse. */
  function tokensIn(answer: unknown): TokenResponse | undefined {
    try {
      const tokens = tokensFrom ? tokensFrom(answer as TokenResponse & Record<string, TokenResponse>) : answer;
      return Object(tokens).access_token && tokens;
    } catch {
      // A refusal has another shape than `tokensFrom` expects.
    }
  }

  return {
    authorizationUrl: ({ state, challenge }) =>
      authorizationEndpoint +
      (authorizationEndpoint.includes("?") ? "&" : "?") +
      formOf(
        Object.assign(
          {
            response_type: "code",
            client_id: clientId,
            redirect_uri: redirectUri,
            scope,
            state,
            code_challenge: challenge,
            code_challenge_method: "S256",
          },
          authorizationParams,
        ),
      )
        .toString()
        // Every provider understands `%20`, while some leave `+` as it is in queries.
        .replace(/\+/g, "%20"),

    async exchange(oauthContext, tokens) {
      const { code, error, verifier } = Object(await oauthContext) as OAuthContext;
      const place = tokenEndpoint + code;
      const known = () => exchanges.find((exchange) => exchange.place === place)?.answer;
      try {
        if (error) throw refused(error === "access_denied" ? "denied" : "exchange_failed", { error });
        if (!code) return null;
        if (!known()) {
          const found = await stored();
          if (found && found.code_hash === hashOf(place)) return null;
          if (!known()) send(found);
        }
        return await known()!;
      } catch (failure: any) {
        // The tokens are stored: by this very code, or before it.
        if ((error || isSpent(failure)) && (await stored())) return null;
        throw failure;
      }

      async function stored() {
        try {
          return await (tokens && tokens.get());
        } catch (failure) {
          if (Object(failure).code !== "unreadable_tokens") throw failure;
        }
      }

      function send(old: Tokens | null | void) {
        const grant = { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: redirectUri };
        const { refresh_token } = (keepRefreshToken && old) || ({} as Tokens);
        const answer = ask("exchange_failed", grant, exchangeParams).then((response) =>
          refresh_token && !response.refresh_token ? Object.assign({}, response, { refresh_token }) : response,
        );
        const exchange: Exchange = { place, answer };
        if (exchanges.push(exchange) > REMEMBERED) exchanges.shift();
        answer
          .then((response) => void (exchange.json = JSON.stringify(response)))
          .catch((failure) => {
            if (!isSpent(failure)) exchange.place = "";
          });
      }
    },

    refresh: ({ refresh_token }) => ask("refresh_failed", { grant_type: "refresh_token", refresh_token }, refreshParams),
  };
}

type Params = { [name: string]: string | readonly string[] | undefined };

/** Makes a form of parameters. A list repeats the name. */
function formOf(params: Params): URLSearchParams {
  const form = new URLSearchParams();
  for (const name in params)
    for (const value of ([] as (string | undefined)[]).concat(params[name])) if (value != null) form.append(name, value);
  return form;
}

/** Parses an answer, whatever its content type: JSON, or a form. Another answer stays a text. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return /^\s*([^<"\s]*&)?(access_token|error)=[^<"\s]*\s*$/.test(body) ? Object.fromEntries(new URLSearchParams(body.trim())) : body;
  }
}

/** Tells whether a code is spent: an answer came that was about the code. */
const isSpent = ({ status = 0 }: OAuthError) => status > 199 && status < 500 && status !== 429;

/** Reads a `Retry-After`, which is seconds or a date: as seconds, from one to a day. */
function secondsOf(header: any): number | undefined {
  const seconds = isNaN(header) ? (Date.parse(header) - Date.now()) / 1000 : header;
  return (header && Math.min(Math.max(seconds, 1), 86_400)) || undefined;
}

/** Returns a short hash that recognises a spent code later (32 bits, by Bernstein). */
function hashOf(words: string): string {
  let hash = 5381;
  for (let i = 0; i < words.length; i++) hash = (Math.imul(hash, 33) ^ words.charCodeAt(i)) >>> 0;
  return hash.toString(36);
}

const refused = (code: OAuthErrorCode, cause: { error?: string; status?: number; retryAfter?: number | undefined }, answer?: unknown) =>
  new OAuthError(code, `The provider refused: ${cause.error || cause.status}.`, cause, undefined, answer);

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
export const dashboardRedirectUri = ({ appId, mode }: DashboardApp): string =>
  `https://dashboard.stripe.com/${mode === "test" ? "test/" : ""}apps-oauth/${encodeURIComponent(appId)}`;
