import type { Scope } from "../index.js";
import { createExpiring } from "./create-secret.js";
import { checkOptions, OAuthError } from "./error.js";
import type { Lease } from "./lease.js";
import { runExclusive } from "./queue.js";
import { isPending, isRefusal, statusOf } from "./refusal.js";
import { setAlarm, sleep, withTimeout } from "./timers.js";
import type { TokenClient, TokenFormat } from "./token-client.js";
import type { TokenResponse, Tokens } from "./token-set.js";
import { hooks, payloadOf, renewed, tokensIn, tokensOf } from "./tokens.js";

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
  /** The fields of the provider's answers that are not stored, such as `["id_token"]`. */
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
   * Stores tokens after a sign-in.
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

/** Limits, which the compiler inlines: a constant with a name of its own would cost bytes. Times are in milliseconds. */
const enum Limit {
  /** The number of times that one call may find that another program has replaced the token set. */
  Rounds = 10,
  /** If a refresh request took longer, the stored tokens are read again. */
  Slow = 1_000,
  /** If a refresh request takes longer, it counts as lost. */
  Lost = 120_000,
  /** The time until a refused refresh token is sent again: the refusal may have been a mistake. */
  Remembered = 600_000,
  /** The time that a call waits for the lease and for new tokens. */
  Leased = 5 * Lost,
  /** The maximum time that a provider can ask to wait: a day. */
  RetryAfter = 86_400_000,
}

/**
 * Creates a store that keeps OAuth tokens in one secret and refreshes them. docs/oauth.md describes how several programs refresh one token set.
 *
 * @param options The secret, and how its tokens are refreshed.
 * @throws {OAuthError} `invalid_option`
 * @example
 * ```ts
 * const tokens = createTokenStore({ client: secrets, name: "dropbox", refresh: dropbox.refresh });
 * await tokens.save({ access_token: "made up", refresh_token: "made up" }); // after the sign-in
 * const token = await tokens.getAccessToken();
 * ```
 */
export function createTokenStore(options: TokenStoreOptions): TokenStore {
  checkOptions(
    "createTokenStore",
    options,
    3,
    "client name refresh scope format tokensFrom omit isSignedOut onNotStored onSlowClock lease leeway refreshOn timeout conflictWait clock",
  );
  const {
    client,
    name,
    refresh,
    scope,
    format,
    tokensFrom,
    omit = [],
    isSignedOut,
    onNotStored,
    onSlowClock,
    lease,
    leeway = 60_000,
  } = options;
  const { refreshOn = [401], timeout = 30_000, conflictWait = 8_000, clock = () => Date.now() } = options;
  if (!client.findSecret || (format && typeof format !== "function"))
    throw new OAuthError("invalid_option", "client must be a SecretStoreClient. Leave format out, or pass splitFormat().");
  const secrets = format ? format(client) : client;
  const location = { name, scope };
  /** The key of the secret's queue, which all stores of a page share. */
  const key = JSON.stringify([client.locate ? client.locate(scope && { scope }) : scope, name]);

  let cachedTokens: Tokens | null | undefined;
  /** If `cachedTokens` are not stored yet: the access token of the stored tokens that they replace, or "" if that is not known. */
  let unstored: string | undefined;
  /** The tokens of the last attempt to store. */
  let attempted: Tokens | undefined;
  /** A refresh token that is not sent before a point in time, and the error to throw until then. */
  let blocked: [token: string, until: number, error: OAuthError] | undefined;
  /** The pending renewals, by the access token that the provider refused. */
  const renewing = new Map<string | undefined, Promise<string>>();
  /** The last access token that this store got by a refresh of its own. */
  let renewedTo: string | undefined;

  const seconds = () => clock() / 1000;
  const isGood = ({ access_token, refresh_token, expires_at = Infinity, lifetime = Infinity }: Tokens, rejected?: string, early = leeway) =>
    access_token !== rejected && !(refresh_token && expires_at - Math.min(early / 1000, lifetime / 2) <= seconds());

  async function read() {
    const secret = await secrets.findSecret(location);
    return secret && tokensIn(secret);
  }

  /** Adds `lifetime` to the tokens of a new answer, and removes the fields of `omit`. */
  function finish(tokens: Tokens): Tokens {
    for (const field of ([] as string[]).concat(omit)) delete tokens[field];
    const lifetime = Math.ceil((tokens.expires_at || 0) - seconds());
    tokens.lifetime = lifetime > 0 && lifetime < leeway / 500 ? lifetime : undefined;
    return tokens;
  }

  async function store(tokens: Tokens, replaced?: string): Promise<Tokens> {
    // With more retries than usual the first time: these tokens are nowhere else.
    const maxNetworkRetries = tokens === attempted ? 0 : 5;
    unstored = replaced ?? unstored ?? (cachedTokens ? cachedTokens.access_token : "");
    attempted = cachedTokens = tokens;
    const end = (tokens.refresh_token ? tokens.refresh_token_expires_at : tokens.expires_at) || 0;
    // The Secret Store refuses a time that is past, or over a hundred years ahead.
    const expires_at = end > seconds() + 60 && end - seconds() < 3e9 ? Math.ceil(end) : undefined;
    let created;
    try {
      created = await createExpiring(secrets, { name, scope, payload: payloadOf(tokens), expires_at }, { maxNetworkRetries });
      unstored = undefined;
    } catch (cause: any) {
      // withLargePayloads refuses with the sizes of the fields.
      const message =
        Object(cause).code === "not_stored"
          ? cause.message
          : "The tokens could not be stored: see cause. Pass the error's `tokens` to save() to retry.";
      const error = new OAuthError("not_stored", message, cause, tokens);
      // Tokens in hand are used all the same.
      if (replaced === undefined) throw error;
      onNotStored?.(error);
    }
    const slow = (created || 0) - Math.floor(seconds());
    if (slow > 0) onSlowClock?.(slow);
    return tokens;
  }

  /** Reads the stored tokens. First it stores tokens that could not be stored before. */
  async function stored() {
    const found = await read();
    // The secret may also have expired, or have been deleted, before the tokens in hand could be stored.
    if (found ? found.access_token === unstored : unstored !== undefined) return store(cachedTokens!, unstored);
    unstored = undefined;
    if (!found) throw signedOut();
    return found;
  }

  function signedOut(cause?: unknown) {
    cachedTokens = unstored = undefined;
    return new OAuthError("signed_out", "Signed out: sign in again.", cause);
  }

  const notRefreshed = (cause: unknown) =>
    new OAuthError(
      "refresh_failed",
      "The tokens were not refreshed: see cause. If cause.error names the app or its scope, correct the options. Otherwise retry later.",
      cause,
    );

  /** Keeps an error, which is thrown instead of another request for some milliseconds. */
  function block(token: string, milliseconds: number, error: OAuthError) {
    blocked = [token, milliseconds && clock() + milliseconds, error];
    return error;
  }

  /** Returns the stored access token if it is good, and otherwise a new one. */
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
      if (rounds++ > Limit.Rounds) throw notRefreshed(refusal);
      if (refresh_token === refused) {
        // Another program may have been quicker, and may be storing its tokens. Under a lease this cannot happen.
        if (lease || (pause *= 2) * 2 > conflictWait)
          throw isPending(refusal) ? notRefreshed(refusal) : block(refresh_token, Limit.Remembered, signedOut(refusal));
        await sleep(pause);
      } else if (!isAlone) {
        // A program that held the lease before may have refreshed, so the tokens are read again under the lease.
        const stillNeeded = async () => !isGood(await stored(), rejected);
        const token = await lease!.hold(() => renew(rejected, late, true), { client, clock, minRemaining: timeout, location, stillNeeded });
        if (token) return token;
      } else {
        // While this request is pending, no other request is sent, and the lease is held.
        const asked = clock();
        const answer = withTimeout(Limit.Lost, Promise.resolve(found).then(refresh));
        // The caller does not wait that long.
        setAlarm(timeout, answer, late);
        try {
          cachedTokens = finish(renewed(found, await answer, seconds(), tokensFrom));
        } catch (cause) {
          refusal = cause;
          if (isSignedOut?.(cause as OAuthError) ?? isRefusal(cause)) refused = refresh_token;
          else {
            const error = notRefreshed(cause);
            const wait = Math.min(+error.retryAfter! || 0, Limit.RetryAfter);
            if (!(wait > 0 && (waited += wait) <= timeout)) throw block(refresh_token, wait, error);
            await sleep(wait);
          }
          continue;
        }
        unstored ||= access_token;
        // After a slow answer another program may have stored other tokens.
        const tokens = await (clock() - asked < Limit.Slow ? store(cachedTokens, unstored) : stored());
        return (renewedTo = tokens.access_token);
      }
    }
  }

  /** Returns an access token other than the `rejected` one. All callers that wait share one renewal. */
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
      // The lease and the tokens of other programs take time, too.
      return await withTimeout(lease ? Limit.Leased : timeout + conflictWait, renewal);
    } catch (cause) {
      // A token may be in hand that is not stored, or that expires within a minute.
      const token = inHand(0);
      if (token) return token;
      throw Object(cause).code ? cause : notRefreshed(cause);
    }
  }

  return {
    save: (response) =>
      runExclusive(key, async () => {
        let tokens = finish(tokensOf(response, seconds(), tokensFrom));
        const saving = hooks.saving?.(tokens);
        // Tokens of a code that were to be saved before may have been refreshed since.
        const known = saving?.isTried && (unstored === undefined ? await read() : cachedTokens);
        const isKnown = known && known.code_hash === tokens.code_hash;
        if (isKnown) tokens = known;
        if (!isKnown || unstored !== undefined) {
          blocked = undefined;
          await store(tokens);
        }
        saving?.saved();
        return tokens;
      }),

    async get() {
      const found = await read();
      // Tokens that are being stored, or are still to be stored, are newer.
      if (!renewing.size && unstored === undefined) cachedTokens = found;
      return found;
    },

    getAccessToken: () => getAccessToken(),

    async withToken<T>(call: (accessToken: string) => Promise<T>) {
      let tries = 0;
      let token = await getAccessToken();
      for (;;) {
        const outcome = Promise.resolve(token).then(call);
        const isRefused = ([] as number[]).concat(refreshOn).includes(statusOf(await outcome.catch((error) => error)));
        // The call runs a third time only if the second token came from another program.
        if (!isRefused || (tries++ && (tries > 2 || token === renewedTo))) return outcome;
        token = await getAccessToken(token);
      }
    },

    clear: () =>
      runExclusive(key, async () => {
        cachedTokens = unstored = undefined;
        try {
          await secrets.deleteSecret(location);
        } catch (error) {
          if (Object(error).code !== "not_found") throw error;
        }
      }),
  };
}
