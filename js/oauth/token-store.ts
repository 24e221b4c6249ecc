import { createExpiring } from "./create-secret.js";
import { checkOptions, OAuthError } from "./error.js";
import { runExclusive } from "./queue.js";
import { isPending, isRefusal, statusOf } from "./refusal.js";
import { setAlarm, sleep, withTimeout } from "./timers.js";
import type { Tokens } from "./token-set.js";
import type { TokenStore, TokenStoreOptions } from "./token-store-interface.js";
import { hooks, payloadOf, renewed, tokensIn, tokensOf } from "./tokens.js";

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

/** Returns the access token, or "" if there are no tokens. */
const accessOf = (tokens: Tokens | null) => (tokens ? tokens.access_token : "");

const copyOf = (tokens: Tokens): Tokens => Object.assign({}, tokens);

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
  /** Is true while `cachedTokens` are not stored yet. */
  let isUnstored = false;
  /** The access token that was stored when this store last looked, or when `cachedTokens` came that are not stored yet; "" if none was. */
  let seen: string | undefined;
  /** The access tokens in errors that were thrown or reported. The app may save such tokens after newer ones are stored. */
  const reported = new Set<string>();
  /** The tokens of the last attempt to store. */
  let attempted: Tokens | undefined;
  /** A refresh token that is not sent again for some milliseconds, and the error to throw until then. */
  let blocked: [token: string, since: number, milliseconds: number, error: OAuthError] | undefined;
  /** The pending renewals, by the access token that the provider refused. */
  const renewing = new Map<string | undefined, Promise<string>>();
  /** The last access token that this store got by a refresh of its own. */
  let renewedTo: string | undefined;

  const seconds = () => clock() / 1000;
  /** Leaves half a second more of a short lifetime: a point in time without a fraction may be a second early. */
  const isGood = ({ access_token, refresh_token, expires_at = Infinity, lifetime }: Tokens, rejected?: string, early = leeway) =>
    access_token !== rejected && !(refresh_token && expires_at - Math.min(early / 1000, lifetime! / 2 - 0.49 || Infinity) <= seconds());

  async function read() {
    const secret = await secrets.findSecret(location);
    const found = secret && tokensIn(secret);
    if (!isUnstored) seen = accessOf(found);
    return found;
  }

  /** Adds `lifetime` to the tokens of a new answer, and removes the fields of `omit`. */
  function finish(tokens: Tokens): Tokens {
    for (const field of ([] as string[]).concat(omit)) if (field !== "access_token") delete tokens[field];
    const lifetime = Math.ceil((tokens.expires_at || 0) - seconds());
    tokens.lifetime = lifetime > 0 && lifetime < leeway / 500 ? lifetime : undefined;
    return tokens;
  }

  async function store(tokens: Tokens, isReported?: boolean): Promise<Tokens> {
    // With more retries than usual the first time: these tokens are nowhere else.
    const maxNetworkRetries = tokens === attempted ? 0 : 5;
    isUnstored = true;
    // A copy, since the app may change its own.
    attempted = cachedTokens = copyOf(tokens);
    const end = (tokens.refresh_token ? tokens.refresh_token_expires_at : tokens.expires_at) || 0;
    // The Secret Store refuses a time that is past, or over a hundred years ahead.
    const expires_at = end > seconds() + 60 && end - seconds() < 3e9 ? Math.ceil(end) : undefined;
    let created;
    try {
      created = await createExpiring(secrets, { name, scope, payload: payloadOf(tokens), expires_at }, { maxNetworkRetries });
      seen = tokens.access_token;
      isUnstored = false;
    } catch (cause: any) {
      reported.add(tokens.access_token);
      // These tokens will replace the ones that are stored now, but not those of another program's later sign-in.
      seen ??= await read().then(accessOf, () => "");
      // withLargePayloads refuses with the sizes of the fields.
      const message =
        Object(cause).code === "not_stored"
          ? cause.message
          : "The tokens could not be stored: see cause. Pass the error's `tokens` to save() to retry.";
      const error = new OAuthError("not_stored", message, cause, copyOf(tokens));
      // Tokens in hand are used all the same.
      if (!isReported) throw error;
      onNotStored?.(error);
    }
    const slow = (created || 0) - Math.floor(seconds());
    if (slow > 0) onSlowClock?.(slow);
    return tokens;
  }

  /** Reads the stored tokens. First it stores tokens that could not be stored before. */
  async function stored() {
    const found = await read();
    if (isUnstored) {
      // The secret may also have expired, or have been deleted, before the tokens in hand could be stored.
      if (!found || found.access_token === seen) return store(cachedTokens!, true);
      reported.clear();
      isUnstored = false;
      seen = found.access_token;
    }
    if (!found) throw signedOut();
    return found;
  }

  function signedOut(cause?: unknown) {
    cachedTokens = undefined;
    isUnstored = false;
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
    blocked = [token, clock(), milliseconds, error];
    return error;
  }

  /** Returns the stored access token if it is good, and otherwise a new one. */
  async function renew(rejected: string | undefined, late: (cause: unknown) => void, isAlone = !lease): Promise<string> {
    const begun = clock();
    let rounds = 0;
    let pause = 125;
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
      // A clock that is corrected in between ends it, too.
      if (blocked && blocked[0] === refresh_token && Math.abs(clock() - blocked[1]) < blocked[2]) throw blocked[3];
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
        const answer = withTimeout(Limit.Lost, Promise.resolve(copyOf(found)).then(refresh));
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
            // Later no call would wait, and the lease would expire.
            if (!(wait > 0 && clock() - begun + wait <= timeout)) throw block(refresh_token, wait, error);
            await sleep(wait);
          }
          continue;
        }
        isUnstored = true;
        // After a slow answer another program may have stored other tokens.
        const tokens = await (clock() - asked < Limit.Slow ? store(cachedTokens, true) : stored());
        return (renewedTo = tokens.access_token);
      }
    }
  }

  /** Returns an access token other than the `rejected` one. All callers that wait share one renewal. */
  async function getAccessToken(rejected?: string): Promise<string> {
    const inHand = (early?: number) => cachedTokens && isGood(cachedTokens, rejected, early) && cachedTokens.access_token;
    const good = !isUnstored && inHand();
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
        // Tokens of a code or of an error that were to be saved before may have been refreshed since.
        const known = (saving?.isTried || reported.has(tokens.access_token)) && (isUnstored ? cachedTokens : await read());
        const isKnown = known && known.code_hash === tokens.code_hash;
        if (isKnown) tokens = known;
        if (!isKnown || isUnstored) {
          blocked = undefined;
          await store(tokens);
        }
        saving?.saved();
        return tokens;
      }),

    async get() {
      const found = await read();
      // Tokens that are being stored, or are still to be stored, are newer.
      if (!renewing.size && !isUnstored) cachedTokens = found && copyOf(found);
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
        cachedTokens = undefined;
        isUnstored = false;
        try {
          await secrets.deleteSecret(location);
        } catch (error) {
          if (Object(error).code !== "not_found") throw error;
        }
      }),
  };
}
