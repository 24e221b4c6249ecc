import type { Scope, SecretStoreClient } from "../index.js";
import { OAuthError } from "./error.js";
import type { Lease } from "./lease.js";
import { inTurn } from "./queue.js";
import { payloadOf, renewed, saved, tokensIn, tokensOf, type TokenResponse, type Tokens } from "./tokens.js";
import { wait, within } from "./wait.js";

/** What is asked of a client. */
export type TokenClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret">;

export interface TokenStoreOptions {
  client: TokenClient;
  /** The name of the secret that keeps the tokens, all of them in one. */
  name: string;
  /** Its scope. Default: the client's. A pair in the account's scope is shared by all users and the backend. */
  scope?: Scope;
  /** Gets new tokens for `tokens.refresh_token`. What it throws counts as `invalid_grant` if that is its `error`: see {@link OAuthProvider.refresh}. */
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

export interface TokenStore {
  /**
   * Stores tokens after a sign-in: the provider's answer, or what an error had in `tokens`.
   *
   * @throws {OAuthError} `unreadable_tokens`; `not_stored`, with the tokens
   */
  save(response: TokenResponse | Tokens): Promise<Tokens>;
  /**
   * What is stored, asked anew and refreshed by nothing; `null` when nobody is signed in.
   *
   * @throws {OAuthError} `unreadable_tokens`
   * @throws {SecretStoreError} the codes of `findSecret`
   */
  get(): Promise<Tokens | null>;
  /**
   * An access token that is good, as far as is known: refreshed when it is about to end, once for however many ask. From memory while it is good.
   *
   * @throws {OAuthError} `signed_out`, `not_stored`, `refresh_failed`, `unreadable_tokens`
   * @throws {SecretStoreError} the codes of `findSecret`, and with a lease those of `createSecret`
   */
  getAccessToken(): Promise<string>;
  /**
   * Runs a call with an access token. When it answers, or throws, something with a `status` of `refreshOn`, the token is refreshed and the call run once more.
   * (Where another program had refreshed it already, and that token is refused too, twice.)
   *
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
   */
  clear(): Promise<void>;
}

/** How often a pair may turn out to have been replaced while it was refreshed, in one go. */
const ROUNDS = 10;

/**
 * Keeps OAuth tokens in one secret, and fresh. See docs/oauth.md for what happens when several programs refresh one pair.
 *
 * @throws {OAuthError} `invalid_option`
 * @example
 * ```ts
 * const tokens = createTokenStore({ client, name: "dropbox", refresh: dropbox.refresh });
 * await tokens.save(response); // after the sign-in
 * const token = await tokens.getAccessToken();
 * ```
 */
export function createTokenStore(options: TokenStoreOptions): TokenStore {
  const { client, name, refresh, lease, leeway = 60, refreshOn = [401], timeout = 30_000, patience = 8_000, clock = Date.now } = options;
  if (!client || !name || typeof refresh !== "function") throw new OAuthError("invalid_option", "Pass client, name and refresh.");
  const place = { name, ...(options.scope && { scope: options.scope }) };
  const turn = turnOf(client, place);

  let held: Tokens | undefined;
  /** What is still to be stored, and in place of which refresh token it came. */
  let unstored: { tokens: Tokens; spent: string } | undefined;
  let renewing: Promise<Tokens> | undefined;
  /** The access token that this store itself got last. */
  let renewedTo: string | undefined;

  const seconds = () => clock() / 1000;
  const ended = ({ expires_at }: Tokens) => expires_at !== undefined && expires_at - leeway <= seconds();

  async function read(): Promise<Tokens | undefined> {
    const secret = await client.findSecret(place);
    return secret ? tokensIn(secret) : undefined;
  }

  async function store(tokens: Tokens, spent?: string): Promise<Tokens> {
    unstored = spent ? { tokens, spent } : undefined;
    const end = tokens.refresh_token ? tokens.refresh_token_expires_at : tokens.expires_at;
    // The Secret Store takes no time that is past, or over a hundred years ahead.
    const expires_at = end && end > seconds() + 60 && end < seconds() + 3e9 ? { expires_at: Math.ceil(end) } : {};
    try {
      // With more tries than usual: these tokens are nowhere else.
      await client.createSecret({ ...place, payload: payloadOf(tokens), ...expires_at }, { maxNetworkRetries: 5 });
    } catch (cause) {
      throw new OAuthError("not_stored", "The tokens could not be stored: see `cause`. They are in `tokens`.", { cause, tokens });
    }
    unstored = undefined;
    return (held = tokens);
  }

  /** Stored tokens that are good: those that are there, or new ones. */
  async function good(rejected?: string): Promise<Tokens> {
    let giveBack: (() => Promise<void>) | undefined;
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const found = await settled(await read());
        if (usable(found, rejected)) return (held = found);
        if (!found.refresh_token) throw signedOut();
        // Of those that had the lease before, one may have refreshed: with it in hand, all is read again.
        if (lease && !giveBack)
          giveBack = await lease.take({ client, clock, use: timeout, place: { ...place, name: `${name}.lease` }, wanted });
        else {
          const tokens = await exchange(found);
          if (tokens) return tokens;
        }
      }
    } finally {
      await giveBack?.();
    }
    throw notRefreshed("Others replaced the tokens again and again.");

    async function wanted() {
      const now = await read();
      return !!now && !usable(now, rejected);
    }
  }

  const usable = (tokens: Tokens, rejected?: string) => tokens.access_token !== rejected && !ended(tokens);

  /** What is stored, after what was not stored the last time. */
  async function settled(found: Tokens | undefined): Promise<Tokens> {
    if (found && unstored && found.refresh_token === unstored.spent) return store(unstored.tokens, unstored.spent);
    unstored = undefined;
    if (found) return found;
    throw signedOut();
  }

  function signedOut(cause?: unknown) {
    held = undefined;
    return new OAuthError("signed_out", "Nobody is signed in, or the provider has ended it: sign in.", { cause });
  }

  const notRefreshed = (why: string, cause?: unknown) =>
    new OAuthError("refresh_failed", `The tokens could not be refreshed. Try again later. ${why}`, { cause });

  /** New tokens, stored; nothing when others have been stored meanwhile. */
  async function exchange(old: Tokens): Promise<Tokens | undefined> {
    const spent = old.refresh_token!;
    const answer = Promise.resolve(old).then(refresh);
    let response: TokenResponse;
    try {
      response = await within(timeout, answer);
      // Some say with a good answer that they refuse.
      if (!Object(response).access_token) throw { error: Object(response).error };
    } catch (cause) {
      if (Object(cause).error !== "invalid_grant") {
        // An answer that comes too late for those who ask has tokens all the same, and what they came for may be spent.
        answer
          .then((late) => {
            unstored = { tokens: renewed(old, late, seconds()), spent };
            return turn(async () => settled(await read()));
          })
          .catch(() => undefined);
        throw notRefreshed("See `cause`.", cause);
      }
      // Another may have been quicker, and be storing what it got: not under a lease.
      for (let waited = 0, next = 250; ; waited += next, next *= 2) {
        if (unstored || (await read())?.refresh_token !== spent) return undefined;
        if (lease || waited >= patience) throw signedOut(cause);
        await wait((next = Math.min(next, patience - waited)));
      }
    }
    const tokens = renewed(old, response, seconds());
    renewedTo = tokens.access_token;
    return store(tokens, spent);
  }

  /** The same for all who ask while it is being done. */
  async function fresh(rejected?: string): Promise<string> {
    for (;;) {
      const joined = renewing;
      renewing ||= turn(() => good(rejected)).finally(() => (renewing = undefined));
      const { access_token } = await renewing;
      // Who joined others may get what was refused to it alone.
      if (!joined || access_token !== rejected) return access_token;
    }
  }

  const getAccessToken = async () => (held && !unstored && !ended(held) ? held.access_token : fresh());

  return {
    save: async (response) => {
      const tokens = await turn(() => store(tokensOf(response, seconds())));
      saved.add(response);
      return tokens;
    },

    async get() {
      const found = await read();
      // Not in place of what is being stored at this moment.
      if (!renewing) held = found;
      return found || null;
    },

    getAccessToken,

    async withToken(call) {
      let token = await getAccessToken();
      for (let tries = 0; ; tries++) {
        let failed;
        const outcome = await (async () => call(token))().catch((error) => {
          failed = true;
          return error;
        });
        const { status, statusCode, response } = Object(outcome);
        // A second time only where the first brought a token that another had stored.
        if (refreshOn.includes(status || statusCode || Object(response).status) && (!tries || (tries < 2 && token !== renewedTo))) {
          token = await fresh(token);
        } else if (failed) throw outcome;
        else return outcome;
      }
    },

    clear: () =>
      turn(async () => {
        held = unstored = undefined;
        try {
          await client.deleteSecret(place);
        } catch (error) {
          if (Object(error).code !== "not_found") throw error;
        }
      }),
  };
}

/** One at a time for all stores of a page on one secret. */
function turnOf(client: TokenClient, { name, scope: own }: { name: string; scope?: Scope }) {
  const { user, headers, scope = "user" } = Object((client as { [key: symbol]: unknown })[Symbol.for("stripe-secret-store")]);
  const { type = own || scope, user: named = user } = Object(own || scope);
  const key = JSON.stringify([Object(headers)["Stripe-Account"], type === "account" || named, name]);
  return <T>(act: () => Promise<T>) => inTurn(key, act);
}
