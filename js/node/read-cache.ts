// A cache of found secrets for a backend that reads the same ones again and again. It keeps no answer that a write could have made old.

import type { CallOptions, FindSecretParams, FoundSecret, SecretStoreClient } from "../index.js";
import { checkOptions, storeError } from "../store-error.js";

/** Options of {@link withReadCache}. */
export interface ReadCacheOptions {
  /** The life of a found secret in the cache, in milliseconds. A write by another program is visible only after it. */
  ttl: number;
  /** The maximum number of secrets in the cache. The oldest are dropped. Default: 1,000. */
  maxEntries?: number | undefined;
  /** Returns the time, in milliseconds. Default: `Date.now`. */
  clock?: (() => number) | undefined;
}

/** A client that keeps found secrets for a while. */
export interface CachedClient extends SecretStoreClient {
  /**
   * Finds a secret again, and replaces the one in the cache. Without parameters, drops all secrets of all accounts from the cache.
   *
   * @param params The name and the scope.
   * @param options For this call alone.
   * @throws {SecretStoreError} the codes of `findSecret`
   * @example
   * ```ts
   * const cached = withReadCache(secrets, { ttl: 60_000 });
   * await cached.refresh({ name: "crm" });
   * await cached.refresh();
   * ```
   */
  refresh(params?: FindSecretParams, options?: CallOptions): Promise<FoundSecret | null>;
  /**
   * Returns the same client for another account. It shares the cache.
   *
   * @param account The account's id: `acct_…`.
   * @throws {SecretStoreError} `invalid_option`
   * @example
   * ```ts
   * const theirs = withReadCache(secrets, { ttl: 60_000 }).forAccount("acct_cactus");
   * await theirs.findSecret({ name: "crm", scope: "account" });
   * ```
   */
  forAccount(account: string): CachedClient;
}

interface Entry {
  readonly secret: FoundSecret;
  /** The time when it was stored, and the time when its life ends. */
  readonly since: number;
  readonly until: number;
}

/** Keeps secrets by their location: the account, the scope and the name. */
class ReadCache {
  private readonly entries = new Map<string, Entry>();
  /** The reads on their way. One that was overtaken by a write may bring the value before it. */
  private readonly reads = new Set<{ readonly location: string; isOvertaken: boolean }>();
  /** The read of a location that others may wait for, until a write overtakes it. */
  private readonly shared = new Map<string, Promise<FoundSecret | null>>();

  constructor(
    private readonly ttl: number,
    private readonly maxEntries: number,
    private readonly clock: () => number,
  ) {}

  get(location: string): FoundSecret | undefined {
    const now = this.clock();
    // From the oldest on, so that ended payloads do not stay in memory. A clock that was set back ends all.
    for (const [key, { since }] of this.entries) {
      if (since <= now && now < since + this.ttl) break;
      this.entries.delete(key);
    }
    const entry = this.entries.get(location);
    if (entry && entry.since <= now && now < entry.until) return copyOf(entry.secret);
    this.entries.delete(location);
    return undefined;
  }

  /** Reads a location by `find`, or waits for a read that is on its way. */
  async share(location: string, find: () => Promise<FoundSecret | null>): Promise<FoundSecret | null> {
    const pending = this.shared.get(location);
    if (pending) return pending.then((secret) => secret && copyOf(secret));
    const own = this.read(location, find);
    this.shared.set(location, own);
    const end = () => {
      if (this.shared.get(location) === own) this.shared.delete(location);
    };
    own.then(end, end);
    return own;
  }

  /** Reads a location by `find`, and keeps what it finds unless the location was dropped meanwhile. */
  async read(location: string, find: () => Promise<FoundSecret | null>): Promise<FoundSecret | null> {
    const read = { location, isOvertaken: false };
    this.reads.add(read);
    try {
      const secret = await find();
      if (!read.isOvertaken) this.keep(location, secret);
      return secret;
    } finally {
      this.reads.delete(read);
    }
  }

  drop(location: string): void {
    this.entries.delete(location);
    this.shared.delete(location);
    for (const read of this.reads) if (read.location === location) read.isOvertaken = true;
  }

  clear(): void {
    this.entries.clear();
    this.shared.clear();
    for (const read of this.reads) read.isOvertaken = true;
  }

  private keep(location: string, secret: FoundSecret | null) {
    // Moves the location to the end, as the youngest.
    this.entries.delete(location);
    if (!secret) return;
    const since = this.clock();
    const expiry = typeof secret.expires_at === "number" ? secret.expires_at * 1000 : Infinity;
    if (this.entries.size >= this.maxEntries) for (const [oldest] of this.entries) if (this.entries.delete(oldest)) break;
    this.entries.set(location, { secret: copyOf(secret), since, until: Math.min(since + this.ttl, expiry) });
  }
}

/** Copies a secret, so that a caller that changes its own changes no other's. */
const copyOf = (secret: FoundSecret): FoundSecret => ({ ...secret, scope: { ...secret.scope } });

/**
 * Wraps a client so that it keeps found secrets for a while. Use it in a backend that reads the same secrets often.
 *
 * Simultaneous reads of a secret share one request, unless one has its own signal, time limit or retries. A write by the wrapped client, by one of its `forAccount` or `forUser`, or a `refresh` drops the secret from the cache. A secret that was not found is not kept,
 * and neither is one beyond its expiry. The payloads are in memory meanwhile. A token store needs the newest token set: give it the client without the cache.
 *
 * @param client The client.
 * @param options The life of a found secret.
 * @throws {SecretStoreError} `invalid_option`
 * @example
 * ```ts
 * const cached = withReadCache(secrets, { ttl: 60_000 });
 * await cached.createSecret({ name: "crm", payload: "made up" });
 * await cached.findSecret({ name: "crm" }); // asks Stripe
 * await cached.findSecret({ name: "crm" }); // does not
 * ```
 */
export function withReadCache(client: SecretStoreClient, options: ReadCacheOptions): CachedClient {
  checkOptions(Object(options), "ttl", "maxEntries", "clock");
  const { ttl, maxEntries = 1_000, clock = () => Date.now() } = Object(options) as ReadCacheOptions;
  const refuse = (param: string, message: string) => {
    throw storeError("invalid_option", `${param} must be ${message}.`, undefined, param);
  };
  if (typeof Object(client).findSecret !== "function") refuse("client", "the client: withReadCache(secrets, { ttl: 60_000 })");
  if (!Number.isFinite(ttl) || ttl <= 0) refuse("ttl", "a number of milliseconds above 0");
  if (!Number.isInteger(maxEntries) || maxEntries < 1) refuse("maxEntries", "a whole number above 0");
  if (typeof clock !== "function") refuse("clock", "a function that returns milliseconds");
  return cachedBy(new ReadCache(ttl, maxEntries, clock), client, true);
}

function cachedBy(cache: ReadCache, client: SecretStoreClient, isBackend: boolean): CachedClient {
  const find = (params: FindSecretParams, options: CallOptions | undefined, isFresh: boolean): Promise<FoundSecret | null> => {
    // A client of one user refuses other users, which the cache would not.
    const location = isBackend && locationOf(client, params, options);
    if (!location) return client.findSecret(params, options);
    const { signal, timeout, maxNetworkRetries } = Object(options) as CallOptions;
    if (isFresh) cache.drop(location);
    const kept = signal?.aborted ? undefined : cache.get(location);
    if (kept) return Promise.resolve(kept);
    const ask = () => client.findSecret(params, options);
    // A call that one caller may end is that caller's alone.
    const isOwn = signal || timeout !== undefined || maxNetworkRetries !== undefined;
    return isOwn ? cache.read(location, ask) : cache.share(location, ask);
  };

  /** Drops what a write may change: before it, because it may be lost, and after it, because a read may have overtaken it. */
  const written = <T>(params: FindSecretParams, options: CallOptions | undefined, write: () => Promise<T>): Promise<T> => {
    const location = locationOf(client, { name: Object(params).name, scope: Object(params).scope }, options);
    const drop = () => (location ? cache.drop(location) : cache.clear());
    drop();
    return write().finally(drop);
  };

  const own: Omit<CachedClient, "listSecrets" | "locate"> = {
    findSecret: (params, options) => find(params, options, false),
    async refresh(params, options) {
      if (params !== undefined) return find(params, options, true);
      cache.clear();
      return null;
    },
    createSecret: (params, options) => written(params, options, () => client.createSecret(params, options)),
    deleteSecret: (params, options) => written(params, options, () => client.deleteSecret(params, options)),
    forUser: (userContext) => cachedBy(cache, client.forUser(userContext), false),
    forAccount: (account) => cachedBy(cache, client.forAccount(account), isBackend),
  };
  return Object.assign(Object.create(client), own);
}

/** Returns a text that names the account, the scope and the secret; undefined for parameters that only the client should judge. */
function locationOf(client: SecretStoreClient, params: FindSecretParams, options: CallOptions | undefined): string | undefined {
  try {
    const { name, scope, ...unknown } = params;
    const { type, user, ...unknownOfScope } = typeof scope === "object" ? (scope as { type: string; user?: string }) : { type: scope };
    const { stripeAccount, stripeContext, signal, timeout, maxNetworkRetries, idempotencyKey, ...unknownOptions } = { ...options };
    if ([unknown, unknownOfScope, unknownOptions].some((one) => Object.keys(one).length > 0)) return undefined;
    if (typeof name !== "string" || ![undefined, "user", "account"].includes(type) || !["undefined", "string"].includes(typeof user))
      return undefined;
    if (type === "account" && user !== undefined) return undefined;
    const { account, context, scope: located } = client.locate(params);
    return JSON.stringify([stripeAccount || account, stripeContext || context, located.type, (located as { user?: string }).user, name]);
  } catch {
    return undefined;
  }
}
