import type { Scope, SecretStoreClient } from "../index.js";
import { OAuthError, required } from "./error.js";
import type { Lease } from "./lease.js";
import { inTurn } from "./queue.js";
import { payloadOf, renewed, saved, tokensIn, tokensOf, type TokenResponse, type Tokens } from "./tokens.js";
import { wait, within } from "./wait.js";

/** What is asked of a client. */
export type TokenClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret">;

/** Options of {@link createTokenStore}. */
export interface TokenStoreOptions {
  /** Reads and writes the secret. */
  client: TokenClient;
  /** The name of the secret that keeps the tokens, all of them in one. */
  name: string;
  /** Its scope. Default: the client's. A pair in the account's scope is shared by all users and the backend. */
  scope?: Scope;
  /**
   * Gets new tokens for `tokens.refresh_token`. What it throws counts as `invalid_grant` if that is its `error`: see {@link OAuthProvider.refresh}.
   *
   * @param tokens The stored ones.
   */
  refresh(tokens: Tokens): Promise<TokenResponse>;
  /** How long before its end an access token counts as ended, in seconds; less than its life. Default: 60. */
  leeway?: number;
  /** The statuses of an answer that mean that the access token is no longer good. Default: 401. Some providers say 403. */
  refreshOn?: readonly number[];
  /** How long `refresh` may take, in milliseconds. Tokens that it gives later are stored all the same. Default: 30,000. */
  timeout?: number;
  /**
   * How long a program that was refused waits for another's tokens to appear, in milliseconds, before it says that the sign-in is over: the one that
   * was quicker may still be storing them. Default: 8,000.
   */
  patience?: number;
  /** `createLease()`, for a pair that several programs refresh and a provider that ends the sign-in when a refresh token is sent twice. Default: none. */
  lease?: Lease;
  /** The time, in milliseconds. Default: `Date.now`. */
  clock?: () => number;
}

/** Tokens, kept and fresh. */
export interface TokenStore {
  /**
   * Stores tokens after a sign-in: the provider's answer, or what an error had in `tokens`.
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
   * What is stored, asked anew and refreshed by nothing; `null` when nobody is signed in.
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
   * An access token that is good, as far as is known: refreshed when it is about to end, once for however many ask. From memory while it is good.
   *
   * @throws {OAuthError} `signed_out`, `not_stored`, `refresh_failed`, `unreadable_tokens`
   * @throws {SecretStoreError} the codes of `findSecret`, and with a lease those of `createSecret`
   * @example
   * ```ts
   * const headers = { Authorization: `Bearer ${await tokens.getAccessToken()}` };
   * ```
   */
  getAccessToken(): Promise<string>;
  /**
   * Runs a call with an access token. When it answers, or throws, something with a `status` of `refreshOn`, the token is refreshed and the call run once more.
   * (Where another program had refreshed it already, and that token is refused too, twice.)
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
   * Deletes what is stored, if anything is. The provider is told nothing.
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
  lease,
  leeway = 60,
  refreshOn = [401],
  timeout = 30_000,
  patience = 8_000,
  clock = Date.now,
}: TokenStoreOptions): TokenStore {
  required({ client, name, refresh });
  const place = { name, scope };
  const turn = turnOf(client, place);

  let held: Tokens | null | undefined;
  /** What is still to be stored, and in place of which refresh token it came. */
  let unstored: [tokens: Tokens, spent: string] | undefined;
  /** What is being done, by the access token that was refused to who asked. */
  const renewing = new Map<string | undefined, Promise<string>>();
  /** The access token that this store itself got last. */
  let renewedTo: string | undefined;

  const seconds = () => clock() / 1000;
  const isGood = ({ access_token, expires_at }: Tokens, rejected?: string) =>
    access_token !== rejected && !(expires_at! - leeway <= seconds());

  const read = () => client.findSecret(place).then((secret) => secret && tokensIn(secret));

  function store(tokens: Tokens, spent?: string): Promise<Tokens> {
    unstored = spent ? [tokens, spent] : undefined;
    const end = (tokens.refresh_token ? tokens.refresh_token_expires_at : tokens.expires_at)!;
    // The Secret Store takes no time that is past, or over a hundred years ahead.
    const expires_at = end > seconds() + 60 && end < seconds() + 3e9 ? Math.ceil(end) : undefined;
    // With more tries than usual: these tokens are nowhere else.
    return client.createSecret({ name, scope, payload: payloadOf(tokens), expires_at }, { maxNetworkRetries: 5 }).then(
      () => {
        unstored = undefined;
        return (held = tokens);
      },
      (cause) => {
        throw new OAuthError("not_stored", "The tokens are not stored. See cause. They are in tokens.", cause, tokens);
      },
    );
  }

  /** What is stored, after what was not stored the last time. */
  const stored = () =>
    read().then((found) => {
      if (!found) throw signedOut();
      if (unstored && found.refresh_token === unstored[1]) return store(...unstored);
      unstored = undefined;
      return found;
    });

  function signedOut(cause?: unknown) {
    held = unstored = undefined;
    return new OAuthError("signed_out", "Signed out: sign in again.", cause);
  }

  const notRefreshed = (cause: unknown) =>
    new OAuthError("refresh_failed", "The tokens are not refreshed. See cause. Try again later.", cause);

  /** A stored access token that is good: that which is there, or a new one. */
  function renew(rejected?: string, isAlone = !lease): Promise<string> {
    let rounds = 0;
    let pause = 125;
    let spent: string | undefined;
    let refusal: unknown;
    return attempt();

    function attempt(): Promise<string> {
      return stored().then((found) => {
        const { access_token, refresh_token } = found;
        if (isGood(found, rejected)) {
          held = found;
          return access_token;
        }
        if (!refresh_token) throw signedOut();
        if (rounds++ > ROUNDS) throw notRefreshed(refusal);
        if (refresh_token === spent) {
          // Another may have been quicker, and be storing what it got: not under a lease.
          if (lease || pause * 4 > patience) throw signedOut(refusal);
          return wait((pause *= 2)).then(attempt);
        }
        if (!isAlone) {
          // Of those that had the lease before, one may have refreshed: with it in hand, all is read again.
          const wanted = () => stored().then((now) => !isGood(now, rejected));
          const held = lease!.hold(() => renew(rejected, true), { client, clock, use: timeout, place, wanted });
          return held.then((token) => token || attempt());
        }
        spent = refresh_token;
        const answer = Promise.resolve(found)
          .then(refresh)
          .then((response) => renewed(found, response, seconds()));
        return within(timeout, answer).then(
          (tokens) => store(tokens, refresh_token).then(() => (renewedTo = tokens.access_token)),
          (cause) => {
            if (Object(cause).error === "invalid_grant") {
              refusal = cause;
              return attempt();
            }
            // An answer that comes too late for those who ask has tokens all the same, and what they came for may be spent.
            answer
              .then((tokens) => {
                unstored = [tokens, refresh_token];
                return turn(stored);
              })
              .catch(() => undefined);
            throw notRefreshed(cause);
          },
        );
      });
    }
  }

  /** An access token other than the one that was `rejected`. Renewed once for all who ask while it is done. */
  function getAccessToken(rejected?: string): Promise<string> {
    if (held && !unstored && isGood(held, rejected)) return Promise.resolve(held.access_token);
    let renewal = renewing.get(rejected);
    if (!renewal) {
      renewal = turn(() => renew(rejected)).finally(() => renewing.delete(rejected));
      renewing.set(rejected, renewal);
    }
    return renewal;
  }

  return {
    save: (response) =>
      turn(() => store(tokensOf(response, seconds()))).then((tokens) => {
        saved.add(response);
        return tokens;
      }),

    get: () =>
      read().then((found) => {
        // Not in place of what is being stored at this moment.
        if (!renewing.size) held = found;
        return found;
      }),

    getAccessToken: () => getAccessToken(),

    withToken<T>(call: (accessToken: string) => Promise<T>) {
      let tries = 0;
      return getAccessToken().then(attempt);

      function attempt(token: string): Promise<T> {
        const outcome = Promise.resolve(token).then(call);
        return outcome
          .catch((error) => error)
          .then((answer) => {
            const { status, statusCode, response } = Object(answer);
            const isRefused = refreshOn.includes(status || statusCode || Object(response).status);
            // A second time only where the first brought a token that another had stored.
            return isRefused && (!tries++ || (tries < 3 && token !== renewedTo)) ? getAccessToken(token).then(attempt) : outcome;
          });
      }
    },

    clear: () =>
      turn(() => {
        held = unstored = undefined;
        return client.deleteSecret(place).then(
          () => undefined,
          (error) => {
            if (Object(error).code !== "not_found") throw error;
          },
        );
      }),
  };
}

/** One at a time for all stores of a page on one secret. */
function turnOf(client: TokenClient, { name, scope: own }: { name: string; scope?: Scope }) {
  const { user, headers, scope = "user" } = Object((client as { [key: symbol]: unknown })[Symbol.for("stripe-secret-store")]);
  const { type = own || scope, user: named = user } = Object(own || scope);
  const key = `${[Object(headers)["Stripe-Account"], type === "account" || named, name]}`;
  return <T>(act: () => Promise<T>) => inTurn(key, act);
}
