// Types the interface of the emulator in the process.

import type { Assumption, AssumptionName } from "./assumptions.js";
import type { Fault } from "./faults.js";
import type { EmulatorHttpClient } from "./http.js";
import type { RequestEntry } from "./log.js";
import type { EmulatorKey, Installation, Permission, Identity, World, WorldState } from "./world.js";

/** Options of `createEmulator`. */
export interface EmulatorOptions {
  /** Returns the time in milliseconds since 1970. Default: `Date.now()`, also if fake timers replace it. */
  now?: (() => number) | undefined;
  /** The result of {@link Emulator.snapshot}: the initial secrets. */
  snapshot?: string | undefined;
  /**
   * The apps, accounts, users and keys of the world: an object, or the text of a world file, TOML or JSON. Default:
   * the example in Stripe's guide: the account `acct_cactus` with the users `usr_1` and `usr_2`, and the published apps `app_a` and `app_b`.
   */
  world?: World | string | undefined;
  /** `true` begins with the secrets of the world. Default: no secrets. Not together with `snapshot`. */
  seeded?: boolean | undefined;
  /** Assumptions to switch off from the start: `{ replace_when_full: false }`. Default: none. */
  assumptions?: Readonly<Partial<Record<AssumptionName, boolean | undefined>>> | undefined;
}

/** A Secret Store in the process, and the controls of its world, clock and failures. */
export interface Emulator {
  /**
   * Returns an HTTP client for an identity. Requests need a key, but any key is accepted.
   *
   * @param identity The caller. Default: the backend of the world's first app.
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
   * Makes the next requests fail, after those that earlier faults apply to. If one fault of a list is invalid, none is added.
   *
   * @param fault One fault, or several in their order.
   * @throws Error if a fault is invalid
   * @example
   * ```ts
   * emulator.fail({ kind: "status", status: 429 });
   * await secrets.listSecrets(); // the retry succeeds
   * ```
   */
  fail(fault: Fault | readonly Fault[]): void;
  /**
   * Removes all pending faults.
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
   * @throws Error when the world has no such app or account, or if the app is not installed on the account
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
   * Installs an app on an account, with all permissions that it requests.
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
   * @param name The name of the assumption: see {@link Emulator.assumptions}.
   * @param enabled `true` if the assumption applies, `false` for the other behaviour.
   * @throws Error if no assumption has this name
   * @example
   * ```ts
   * emulator.setAssumption("replace_when_full", false);
   * ```
   */
  setAssumption(name: AssumptionName, enabled: boolean): void;
  /** The assumptions about undocumented behaviour of Stripe, and whether each is enabled. */
  readonly assumptions: readonly Assumption[];
  /** The current world. */
  readonly world: WorldState;
  /** The world's keys, made up, for {@link Emulator.httpClientByKey} and for a server of the same world. */
  readonly keys: readonly EmulatorKey[];
  /**
   * Returns every secret as JSON text, with its payload, for example to keep them across reloads of a page. The text does not contain the world.
   *
   * @example
   * ```ts
   * const snapshot = emulator.snapshot();
   * const reloaded = createEmulator({ snapshot });
   * ```
   */
  snapshot(): string;
  /**
   * Deletes every secret, logged request and stored answer. Restores the clock, world, faults and assumptions that `createEmulator()` began with.
   * No id is used again.
   *
   * @param options The secrets after the reset.
   * @param options.seed `true` restores the world's own secrets. Default: {@link EmulatorOptions.seeded}.
   * @example
   * ```ts
   * emulator.reset();
   * console.log(emulator.requests.length); // 0
   * ```
   */
  reset(options?: { seed?: boolean | undefined }): void;
  /** The latest 1,000 requests, oldest first. It is always the same list. */
  readonly requests: readonly RequestEntry[];
}
