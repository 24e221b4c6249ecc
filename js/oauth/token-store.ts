import type { Scope, SecretStoreClient } from "../index.js";
import { OAuthError, required, text } from "./error.js";
import type { Lease } from "./lease.js";
import { runExclusive } from "./queue.js";
import { sleep, withTimeout } from "./timers.js";
import { hooks, payloadOf, renewed, tokensIn, tokensOf, type TokenResponse, type Tokens } from "./tokens.js";

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

/** How often a pair may turn out to have been replaced while it was refreshed, in one go. */
const ROUNDS = 10;

/** How long a refused refresh token is not sent again, in milliseconds. It is sent again then, since the refusal may have been a mistake. */
const REMEMBERED = 600_000;

/** How long a refresh request takes after which the stored tokens are read again, in milliseconds. */
const SLOW = 1_000;

/** When a refresh request that has not settled counts as lost, in milliseconds. */
const LOST = 120_000;

/** How long a call waits for the lease and for new tokens, in milliseconds. */
const LEASED = 600_000;

/** Matches the error codes that say nothing about the refresh token: the app is wrong, or the provider is not well. */
const NOT_ABOUT_THE_TOKEN = /^\w*(client|scope|_type|server|internal|fatal|unavailable|limit|timeout)\w*$/;

/** Matches the statuses that refuse a refresh token. Of the client errors, 408, 409, 425 and 429 are worth a retry. */
const REFUSAL = /^4(?!0[89]|2[59])/;

function statusOf(answer: unknown) {
  const { status, statusCode, response } = Object(answer);
  return status || statusCode || Object(response).status;
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
export function createTokenStore({
  client,
  name,
  scope,
  refresh,
  tokensFrom,
  omit = [],
  isSignedOut,
  onNotStored,
  lease,
  leeway = 60,
  refreshOn = [401],
  timeout = 30_000,
  conflictWait = 8_000,
  clock = () => Date.now(),
}: TokenStoreOptions): TokenStore {
  required({ client, name, refresh });
  const place = { name, scope };
  const key = keyOf(client, place);

  let cachedTokens: Tokens | null | undefined;
  /** Where `cachedTokens` are still to be stored: the access token of those in place of which they came. */
  let unstored: string | undefined;
  /** The tokens that were last tried to be stored. */
  let attempted: Tokens | undefined;
  /** A refresh token that is not sent before a point in time, and the error until then. */
  let blocked: [token: string, until: number, error: OAuthError] | undefined;
  /** The renewals under way, by the access token that was refused to the caller. */
  const renewing = new Map<string | undefined, Promise<string>>();
  /** The access token that this store itself got last. */
  let renewedTo: string | undefined;

  const seconds = () => clock() / 1000;
  const isGood = ({ access_token, refresh_token, expires_at, lifetime = Infinity }: Tokens, rejected?: string, early = leeway) =>
    access_token !== rejected && !(refresh_token && expires_at! - Math.min(early, lifetime / 2) <= seconds());

  async function read() {
    const secret = await client.findSecret(place);
    return secret && tokensIn(secret);
  }

  /** Finishes tokens of an answer that has just come. */
  function finish(tokens: Tokens): Tokens {
    for (const field of omit) delete tokens[field];
    const life = Math.ceil(tokens.expires_at! - seconds());
    tokens.lifetime = life > 0 && life < 2 * leeway ? life : undefined;
    return tokens;
  }

  async function store(tokens: Tokens, replaced?: string): Promise<Tokens> {
    // With more retries than usual the first time: these tokens are nowhere else.
    const maxNetworkRetries = tokens === attempted ? 0 : 5;
    attempted = cachedTokens = tokens;
    unstored = replaced;
    const end = (tokens.refresh_token ? tokens.refresh_token_expires_at : tokens.expires_at)!;
    // The Secret Store refuses a time that is past, or over a hundred years ahead.
    const expires_at = end > seconds() + 60 && end - seconds() < 3e9 ? Math.ceil(end) : undefined;
    try {
      await client.createSecret({ name, scope, payload: payloadOf(tokens), expires_at }, { maxNetworkRetries });
      unstored = undefined;
    } catch (cause: any) {
      // Large payloads are refused with the sizes of their fields.
      const message = Object(cause).code === "not_stored" ? cause.message : "The tokens are not stored. See cause. They are in tokens.";
      const error = new OAuthError("not_stored", message, cause, tokens);
      // Those of a refresh are used all the same.
      if (!replaced) throw error;
      onNotStored?.(error);
    }
    return tokens;
  }

  /** Reads what is stored, after storing what could not be stored before. */
  async function stored() {
    const found = await read();
    if (!found) throw signedOut();
    if (found.access_token === unstored) return store(cachedTokens!, unstored);
    unstored = undefined;
    return found;
  }

  function signedOut(cause?: unknown) {
    cachedTokens = unstored = undefined;
    return new OAuthError("signed_out", "Signed out: sign in again.", cause);
  }

  const notRefreshed = (cause: unknown) =>
    new OAuthError("refresh_failed", "The tokens are not refreshed. See cause. Try again later.", cause);

  /** Tells whether the provider refused the refresh token, rather than the app, or nothing at all. */
  function isRefusal(cause: any): boolean {
    const { error, answer } = Object(cause);
    const status = statusOf(cause);
    return (
      isSignedOut?.(cause) ??
      (!NOT_ABOUT_THE_TOKEN.test(error) && (status > 299 ? REFUSAL.test(status) : !!text(error) || Object(answer) === answer))
    );
  }

  /** Returns a stored access token that is good: the one that is there, or a new one. */
  async function renew(rejected: string | undefined, late: (cause: unknown) => void, isAlone = !lease): Promise<string> {
    let rounds = 0;
    let pause = 125;
    let waited = 0;
    let refused: unknown;
    let refusal: unknown;
    for (;;) {
      const found = await stored();
      const { access_token, refresh_token } = found;
      if (isGood(found, rejected)) {
        cachedTokens = found;
        return access_token;
      }
      if (!refresh_token) throw signedOut();
      if (blocked && blocked[0] === refresh_token && clock() < blocked[1]) throw blocked[2];
      if (rounds++ > ROUNDS) throw notRefreshed(refusal);
      if (refresh_token === refused) {
        // Another program may have been quicker, and be storing what it got: not under a lease.
        if (lease || (pause *= 2) * 2 > conflictWait) {
          blocked = [refresh_token, clock() + REMEMBERED, signedOut(refusal)];
          throw blocked[2];
        }
        await sleep(pause);
      } else if (!isAlone) {
        // Of those that had the lease before, one may have refreshed: with it in hand, all is read again.
        const stillNeeded = async () => !isGood(await stored(), rejected);
        const token = await lease!.hold(() => renew(rejected, late, true), { client, clock, minRemaining: timeout, place, stillNeeded });
        if (token) return token;
      } else {
        // However long it takes, no other request is sent meanwhile, and the lease is held.
        const asked = clock();
        const answer = Promise.resolve(found).then(refresh);
        // The caller does not wait for as long.
        withTimeout(
          timeout,
          answer.catch(() => undefined),
        ).catch(late);
        let wait: number | undefined;
        try {
          cachedTokens = finish(renewed(found, await withTimeout(LOST, answer), seconds(), tokensFrom));
        } catch (cause) {
          if (isRefusal(cause)) {
            refused = refresh_token;
            refusal = cause;
            continue;
          }
          const error = notRefreshed(cause);
          wait = error.retryAfter! * 1000;
          if ((waited += wait) <= timeout) {
            await sleep(wait);
            continue;
          }
          blocked = [refresh_token, clock() + wait, error];
          throw error;
        }
        unstored ||= access_token;
        // After a slow answer another program may have stored other tokens.
        const tokens = await (clock() - asked < SLOW ? store(cachedTokens, unstored) : stored());
        return (renewedTo = tokens.access_token);
      }
    }
  }

  /** Returns an access token other than the one that was `rejected`. It is renewed once for all who ask meanwhile. */
  async function getAccessToken(rejected?: string): Promise<string> {
    const inHand = (early?: number) => cachedTokens && isGood(cachedTokens, rejected, early) && cachedTokens.access_token;
    const good = !unstored && inHand();
    if (good) return good;
    let renewal = renewing.get(rejected);
    if (!renewal) {
      renewal = new Promise<string>((resolve, reject) => {
        runExclusive(key, () => renew(rejected, reject)).then(resolve, reject);
      }).finally(() => renewing.delete(rejected));
      renewing.set(rejected, renewal);
    }
    try {
      // A lease and the tokens of other programs are waited for, too.
      return await withTimeout(lease ? LEASED : timeout + conflictWait, renewal);
    } catch (cause) {
      // It may not be stored, or a minute of its life may be left.
      const token = inHand(0);
      if (token) return token;
      throw Object(cause).code ? cause : notRefreshed(cause);
    }
  }

  return {
    save: (response) =>
      runExclusive(key, async () => {
        const tokens = finish(tokensOf(response, seconds(), tokensFrom));
        const saved = hooks.saving?.(tokens);
        unstored = blocked = undefined;
        await store(tokens);
        saved?.();
        return tokens;
      }),

    async get() {
      const found = await read();
      // Not in place of what is being stored at this moment, or is still to be stored.
      if (!renewing.size && !unstored) cachedTokens = found;
      return found;
    },

    getAccessToken: () => getAccessToken(),

    async withToken<T>(call: (accessToken: string) => Promise<T>) {
      let tries = 0;
      let token = await getAccessToken();
      for (;;) {
        const outcome = Promise.resolve(token).then(call);
        const isRefused = refreshOn.includes(statusOf(await outcome.catch((error) => error)));
        // A second time only where the first brought a token that another had stored.
        if (!isRefused || (tries++ && (tries > 2 || token === renewedTo))) return outcome;
        token = await getAccessToken(token);
      }
    },

    clear: () =>
      runExclusive(key, async () => {
        cachedTokens = unstored = undefined;
        try {
          await client.deleteSecret(place);
        } catch (error) {
          if (Object(error).code !== "not_found") throw error;
        }
      }),
  };
}

/** The key of a secret, for the queue in which all stores of a page wait. */
function keyOf(client: TokenClient, { name, scope: own }: { name: string; scope?: Scope }) {
  const { user, headers, scope = "user" } = Object((client as { [key: symbol]: unknown })[Symbol.for("stripe-secret-store")]);
  const { type = own || scope, user: named = user } = Object(own || scope);
  return `${[Object(headers)["Stripe-Account"], type === "account" || named, name]}`;
}
