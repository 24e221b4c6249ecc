// A Secret Store in the process, as its users see it.

import type { Assumption, AssumptionName } from "./assumptions.js";
import type { Fault } from "./faults.js";
import type { EmulatorHttpClient } from "./http.js";
import type { RequestEntry } from "./log.js";
import type { EmulatorKey, Installation, Permission, Identity, World, WorldState } from "./world.js";

/** Options of `createEmulator`. */
export interface EmulatorOptions {
  /** The time in milliseconds. By default `Date.now()`, that of fake timers included. */
  now?: (() => number) | undefined;
  /** The result of {@link Emulator.snapshot}: the initial secrets. */
  snapshot?: string | undefined;
  /**
   * The apps, accounts, users and keys that there are: an object, or the text of a world file, TOML or JSON. By default
   * the picture of Stripe's guide: the account `acct_cactus` with the users `usr_1` and `usr_2`, and the published apps `app_a` and `app_b`.
   */
  world?: World | string | undefined;
  /** `true` begins with the secrets of the world. Default: no secrets. Not together with `snapshot`. */
  seeded?: boolean | undefined;
  /** Assumptions that do not hold from the start: `{ replace_when_full: false }`. */
  assumptions?: Readonly<Partial<Record<AssumptionName, boolean | undefined>>> | undefined;
}

/** A Secret Store in the process. */
export interface Emulator {
  /**
   * Returns an HTTP client for an identity. Requests need a key, but any key will do.
   *
   * @param identity Left out, the backend of the world's first app.
   * @throws Error when the world has no such app, account or user
   * @example
   * ```ts
   * const httpClient = emulator.httpClient({ app: "app_b", user: "usr_2" });
   * const theirs = new SecretStoreClient({ httpClient, userContext: { id: "usr_2" } });
   * await theirs.createSecret({ name: "token", payload: "made up" });
   * ```
   */
  httpClient(identity?: Identity): EmulatorHttpClient;
  /**
   * Returns an HTTP client that takes the identity from each request's key, as the server does: see {@link Emulator.keys}.
   *
   * @example
   * ```ts
   * const stripe = new Stripe("sk_test_app_a", { httpClient: emulator.httpClientByKey() });
   * await stripe.apps.secrets.create({ name: "token", payload: "made up", scope: { type: "account" } });
   * ```
   */
  httpClientByKey(): EmulatorHttpClient;
  /**
   * Moves the emulator's clock forward, so that secrets expire.
   *
   * @param milliseconds 0 to 100,000,000,000,000.
   * @throws Error if the number is out of range
   * @example
   * ```ts
   * await secrets.createSecret({ name: "brief", payload: "made up", expires_at: new Date(Date.now() + 60_000) });
   * emulator.advance(61_000);
   * console.log(await secrets.findSecret({ name: "brief" })); // null
   * ```
   */
  advance(milliseconds: number): void;
  /**
   * Makes the next requests fail, after those that are to fail already. Of a list all or none are taken.
   *
   * @param fault What they run into.
   * @throws Error when there is no such fault
   * @example
   * ```ts
   * emulator.fail({ kind: "status", status: 429 });
   * await secrets.listSecrets(); // the retry succeeds
   * ```
   */
  fail(fault: Fault | readonly Fault[]): void;
  /**
   * Nothing is to fail any more.
   *
   * @example
   * ```ts
   * emulator.fail({ kind: "hang", count: 1_000 });
   * emulator.stopFailing();
   * console.log(emulator.faults.length); // 0
   * ```
   */
  stopFailing(): void;
  /** The pending faults in their order, each with its remaining `count`. */
  readonly faults: readonly Fault[];
  /**
   * Grants an installed app a permission.
   *
   * @param permission The app, the account and the permission.
   * @throws Error when the world has no such app or account, or the one is not installed on the other
   * @example
   * ```ts
   * emulator.grant({ app: "app_a", account: "acct_cactus", permission: "secret_write" });
   * ```
   */
  grant(permission: Permission): void;
  /**
   * Revokes a permission of an installed app.
   *
   * @param permission The app, the account and the permission.
   * @throws Error as `grant` does
   * @example
   * ```ts
   * emulator.revoke({ app: "app_a", account: "acct_cactus" });
   * await secrets.createSecret({ name: "token", payload: "made up" }).catch(({ code }) => console.log(code)); // permission_missing
   * ```
   */
  revoke(permission: Permission): void;
  /**
   * Installs an app on an account, with all permissions that it asks for.
   *
   * @param installation The app and the account.
   * @throws Error when the world has no such app or account
   * @example
   * ```ts
   * emulator.install({ app: "app_a", account: "acct_cactus" });
   * ```
   */
  install(installation: Installation): void;
  /**
   * Uninstalls an app. Its secrets stay, by the assumption `uninstall_keeps`.
   *
   * @param installation The app and the account.
   * @throws Error when the world has no such app or account
   * @example
   * ```ts
   * emulator.uninstall({ app: "app_a", account: "acct_cactus" });
   * await secrets.listSecrets().catch(({ code }) => console.log(code)); // app_uninstalled
   * ```
   */
  uninstall(installation: Installation): void;
  /**
   * Switches an assumption off (`false`), or on again.
   *
   * @param name Which: see {@link Emulator.assumptions}.
   * @param enabled Whether it is to hold.
   * @throws Error if no assumption has this name
   * @example
   * ```ts
   * emulator.setAssumption("replace_when_full", false);
   * ```
   */
  setAssumption(name: AssumptionName, enabled: boolean): void;
  /** The assumptions about undocumented behaviour of Stripe, and whether each is enabled. */
  readonly assumptions: readonly Assumption[];
  /** The world as it stands. */
  readonly world: WorldState;
  /** The world's keys, made up, for {@link Emulator.httpClientByKey} and for a server of the same world. */
  readonly keys: readonly EmulatorKey[];
  /**
   * Every secret as JSON text, payloads included: for a page that keeps them across reloads. The world is not in it.
   *
   * @example
   * ```ts
   * const snapshot = emulator.snapshot();
   * const reloaded = createEmulator({ snapshot });
   * ```
   */
  snapshot(): string;
  /**
   * Forgets every secret and request, kept answers included, and puts clock, world, faults and assumptions back to what they were
   * after `createEmulator()`; but no id comes again.
   *
   * @param options What is there then.
   * @param options.seed Whether the world's own secrets are there again. Unless given, as {@link EmulatorOptions.seeded} says.
   * @example
   * ```ts
   * emulator.reset();
   * console.log(emulator.requests.length); // 0
   * ```
   */
  reset(options?: { seed?: boolean | undefined }): void;
  /** The latest 1,000 requests, oldest first. Always the same list. */
  readonly requests: readonly RequestEntry[];
}
