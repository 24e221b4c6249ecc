import { checkOptions, OAuthError, text } from "./error.js";
import { withTimeout } from "./timers.js";
import { formOf, parsed, refused, waitOf, type Params } from "./token-endpoint.js";
import type { TokenResponse, Tokens } from "./token-set.js";
import type { TokenStore } from "./token-store-interface.js";
import { hooks } from "./tokens.js";

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

/** `fetch`, or {@link FetchLike} where no library declares it. */
export type Fetch = typeof globalThis extends Record<"fetch", infer Declared> ? Declared : FetchLike;

/**
 * The part of `fetch` that is called.
 *
 * @param url The token endpoint.
 * @param request The method, the headers and the body: JSON or a `URLSearchParams`.
 */
export type FetchLike = (
  url: string,
  request: { method: string; headers: Record<string, string>; body: unknown },
) => Promise<FetchResponse>;

/** The part of a `Response` that is read. */
export interface FetchResponse {
  /** `true` for a status from 200 to 299. */
  readonly ok: boolean;
  /** The HTTP status. */
  readonly status: number;
  /** The headers. */
  readonly headers: FetchHeaders;
  /** Returns the body. */
  readonly text: () => Promise<string>;
}

/** The part of `Headers` that is read. */
export interface FetchHeaders {
  /**
   * Returns the value of a header, or null.
   *
   * @param name The header's name: `Retry-After`.
   */
  readonly get: (name: string) => string | null;
}

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
   * nothing or throws, the answer counts as one without tokens, unless a refresh has an `access_token` at the top of its answer.
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
  fetch?: Fetch;
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
  authorizationUrl(options: { state: string; challenge: string }): string;
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
   * const { access_token } = await dropbox.refresh({ access_token: "expired", refresh_token: "made up" });
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

const enum Limit {
  /** The time limit for an answer, in milliseconds. */
  Timeout = 60_000,
  /** The number of exchanges that are remembered. A page has one or two, a backend may have many. */
  Exchanges = 100,
}

/** A code that was exchanged in this page. */
interface Exchange {
  /** The token endpoint and the code. */
  id: string;
  /** The tokens that it gave; `null` once they are saved. */
  answer: Promise<TokenResponse | null>;
  /** The answer as JSON until it is saved: a part of the answer, or a copy that lacks a field, is recognised by the access token in it. */
  json?: string;
  /** Is true once a store has tried to save it. */
  isTried?: boolean;
  /** A hash of the access token, once it is saved. */
  saved?: string;
}

/** The last exchanges of this page. They outlive the provider, since a component may create one in each render. */
const exchanges: Exchange[] = [];

/** Marks tokens that came from a code. They may be saved twice, by an effect that runs twice. */
function saving(tokens: Tokens) {
  const token = JSON.stringify(tokens.access_token);
  const hash = hashOf(token);
  const exchange = exchanges.filter(({ json, saved }) => (json ? json.includes(token) : saved === hash)).pop();
  if (!exchange) return;
  tokens.code_hash = hashOf(exchange.id);
  const { isTried } = exchange;
  exchange.isTried = true;
  return {
    isTried,
    saved: () => void Object.assign(exchange, { answer: Promise.resolve(null), json: "", saved: hash }),
  };
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
export function createOAuthProvider(options: OAuthProviderOptions): OAuthProvider {
  checkOptions(
    "createOAuthProvider",
    options,
    4,
    "authorizationEndpoint tokenEndpoint clientId redirectUri clientSecret clientAuthentication encoding scope authorizationParams tokenParams exchangeParams refreshParams tokensFrom keepRefreshToken fetch",
  );
  const { authorizationEndpoint, tokenEndpoint, clientId, clientSecret, redirectUri, scope, authorizationParams, tokenParams } = options;
  const { exchangeParams, refreshParams, tokensFrom, keepRefreshToken, clientAuthentication = clientSecret ? "post" : "none" } = options;
  const { encoding = "form" } = options;
  if (!/^(none|basic|post):(form|json)$/.test(`${clientAuthentication}:${encoding}`))
    throw new OAuthError("invalid_option", 'clientAuthentication must be "none", "basic" or "post". encoding must be "form" or "json".');
  const isBasic = clientAuthentication === "basic";
  const isJson = encoding === "json";
  hooks.saving = saving;

  /** Sends a request to the token endpoint. */
  async function ask(code: "exchange_failed" | "refresh_failed", grant: Params, extra: Params | undefined): Promise<TokenResponse> {
    const client = { client_id: isBasic ? undefined : clientId, client_secret: clientAuthentication === "post" ? clientSecret : undefined };
    const params: Params = Object.assign(client, grant, tokenParams, extra);
    const headers: Record<string, string> = { Accept: "application/json" };
    if (isBasic) headers.Authorization = `Basic ${btoa([clientId, clientSecret || ""].map(encodeURIComponent).join(":"))}`;
    if (isJson) headers["Content-Type"] = "application/json";
    // With a form, fetch sets the header itself.
    const body = isJson ? JSON.stringify(params) : formOf(params);
    const aborter = new AbortController();
    let response: Response | undefined;
    async function answered() {
      // A redirect would send the tokens to another address.
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
      answer = await withTimeout(Limit.Timeout, answered());
    } catch (cause) {
      aborter.abort();
      throw new OAuthError(
        code,
        "The token endpoint did not answer: see cause. In an extension, connect-src must contain it, and it must allow requests from any origin (CORS).",
        cause,
      );
    }
    const { ok, status } = response!;
    // Slack has the tokens of a refresh at the top of the answer, where that to a code has a bot's.
    const tokens = ok && (tokensIn(answer) || (grant.refresh_token && withToken(answer)));
    if (tokens) return tokens;
    // Some providers have their code in another field. Text other than a code such as `invalid_grant` may repeat a token.
    const error = ["error", "code", "status"].map((name) => text(Object(answer)[name])).find((value) => /^[\w.-]{1,80}$/.test(value || ""));
    throw refused(code, { error, status, retryAfter: waitOf(response!.headers, answer) }, answer);
  }

  /** Returns an answer that has an access token. */
  const withToken = (answer: any): TokenResponse | undefined => Object(answer).access_token && answer;

  /** Returns the tokens in an answer, if there are any: some providers refuse with a status of 200. */
  function tokensIn(answer: unknown): TokenResponse | undefined {
    try {
      return withToken(tokensFrom ? tokensFrom(answer as TokenResponse & Record<string, TokenResponse>) : answer);
    } catch {
      // A refusal has another shape than `tokensFrom` expects.
    }
  }

  return {
    authorizationUrl: ({ state, challenge }) =>
      authorizationEndpoint +
      (`${authorizationEndpoint}`.includes("?") ? "&" : "?") +
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
      const id = tokenEndpoint + code;
      const known = () => exchanges.find((exchange) => exchange.id === id)?.answer;
      try {
        if (error) throw refused(error === "access_denied" ? "denied" : "exchange_failed", { error });
        if (!code) return null;
        if (!known()) {
          const found = await stored();
          if (found && found.code_hash === hashOf(id)) return null;
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
        const exchange: Exchange = { id, answer };
        if (exchanges.push(exchange) > Limit.Exchanges) exchanges.shift();
        answer
          .then((response) => void (exchange.json = JSON.stringify(response)))
          .catch((failure) => {
            if (!isSpent(failure)) exchange.id = "";
          });
      }
    },

    refresh: ({ refresh_token }) => ask("refresh_failed", { grant_type: "refresh_token", refresh_token }, refreshParams),
  };
}

/** Returns whether a code is spent: the provider answered, and neither asked to wait nor failed. */
const isSpent = ({ status }: OAuthError) => /^([23]|4(?!0[89]|2[59]))/.test(`${status}`);

/** Returns a short hash, to recognise a spent code later (32 bits, by Bernstein). */
function hashOf(words: string): string {
  let hash = 5381;
  for (let i = 0; i < words.length; i++) hash = (Math.imul(hash, 33) ^ words.charCodeAt(i)) >>> 0;
  return hash.toString(36);
}

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
export const dashboardRedirectUri = ({ appId, mode }: DashboardApp): string =>
  `https://dashboard.stripe.com/${mode === "test" ? "test/" : ""}apps-oauth/${encodeURIComponent(appId)}`;
