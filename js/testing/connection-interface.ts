// Types the interface of a connection to the emulator's server.

import type { Assumption, AssumptionName } from "./assumptions.js";
import type { Fault } from "./faults.js";
import type { EmulatorHttpClient } from "./http.js";
import type { RequestEntry } from "./log.js";
import type { RevealedSecret, StoredSecret } from "./secrets.js";
import type { EmulatorKey, Installation, Permission, Identity, WorldState } from "./world.js";

/** Options of `connectEmulator`. */
export interface ConnectOptions {
  /** The time that each call waits for the server, in milliseconds, 1 to 2,147,483,647. Default: 10,000. */
  timeout?: number | undefined;
}

/** The state of the server. */
export interface Health {
  /** The server's version. */
  readonly version: string;
  /** The place where the server keeps secrets: in memory, or in a SQLite file. */
  readonly store: "memory" | "sqlite";
  /** The time by its clock, in Unix seconds. */
  readonly now: number;
  /** The time that its clock is ahead of the machine's, in milliseconds. */
  readonly advanced: number;
}

/** The server's clock. */
export interface Clock {
  /** The time, in Unix seconds. */
  readonly now: number;
  /** The time that it is ahead of the machine's, in milliseconds. */
  readonly advanced: number;
}

/** Ends a subscription: its listener is no longer called. */
export type Unsubscribe = () => void;

/**
 * Controls a Secret Store on a server. Each promise settles within {@link ConnectOptions.timeout}, even if the network fails. It rejects with an Error that says
 * what to do, with a `cause` if there is one. The `code` is `ETIMEDOUT` if the server did not answer in time. If the server refuses a call (an unknown
 * app, an impossible fault), the Error has the HTTP `status`.
 */
export interface EmulatorConnection {
  /**
   * Returns the state of the server. Rejects if there is no server.
   *
   * @example
   * ```ts
   * const { version, store } = await server.health();
   * ```
   */
  health(): Promise<Health>;
  /**
   * Returns an HTTP client for an identity. It sends the key that the server's world has for that identity. The first request looks up the keys, and
   * rejects if the world has no such app, account or user.
   *
   * @param identity The caller. Default: the backend of the world's first app.
   * @example
   * ```ts
   * const secrets = new SecretStoreClient({ httpClient: server.httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
   * await secrets.createSecret({ name: "token", payload: "made up" });
   * ```
   */
  httpClient(identity?: Identity): EmulatorHttpClient;
  /**
   * Returns the latest 1,000 requests, oldest first.
   *
   * @example
   * ```ts
   * for (const { method, path, status } of await server.requests()) console.log(method, path, status);
   * ```
   */
  requests(): Promise<readonly RequestEntry[]>;
  /**
   * Calls `listener` with each request from now on. Resolves when the stream is open, with a function that ends it. If the server or the network ends
   * it, `ended` is called once with an Error, and the listener is no longer called. It does not connect again by itself, so that no request is missed
   * unnoticed. An exception of a listener is uncaught, and does not end the stream.
   *
   * @param listener Is called with each request.
   * @param ended Is called when the stream has ended.
   * @example
   * ```ts
   * const unsubscribe = await server.onRequest(({ path, status }) => console.log(path, status));
   * unsubscribe();
   * ```
   */
  onRequest(listener: (entry: RequestEntry) => void, ended?: (error: Error) => void): Promise<Unsubscribe>;
  /**
   * Returns all stored secrets of all apps, accounts and users in both modes, without the payloads. The log does not record this call.
   *
   * @example
   * ```ts
   * for (const { name, user } of await server.secrets()) console.log(name, user ?? "account");
   * ```
   */
  secrets(): Promise<readonly StoredSecret[]>;
  /**
   * Returns a stored secret with its payload. Rejects with the `status` 404 if it does not exist, or does no longer.
   *
   * @param id The secret's `id`, such as `appsecret_1`.
   * @example
   * ```ts
   * const [first] = await server.secrets();
   * if (first) console.log((await server.secret(first.id)).payload.length);
   * ```
   */
  secret(id: string): Promise<RevealedSecret>;
  /**
   * Moves the server's clock forward, so that secrets expire.
   *
   * @param milliseconds 0 to 100,000,000,000,000, a multiple of 1,000.
   * @example
   * ```ts
   * const { advanced } = await server.advance(3_600_000);
   * ```
   */
  advance(milliseconds: number): Promise<Clock>;
  /**
   * Makes the next requests fail, after those that earlier faults apply to. The faults of a list are added one by one, up to the first invalid one.
   *
   * @param fault One fault, or several in their order.
   * @example
   * ```ts
   * await server.fail([{ kind: "no_answer" }, { kind: "status", status: 503, method: "POST" }]);
   * ```
   */
  fail(fault: Fault | readonly Fault[]): Promise<void>;
  /**
   * Returns the pending faults in their order, each with its remaining `count`.
   *
   * @example
   * ```ts
   * for (const { kind, count } of await server.faults()) console.log(kind, count);
   * ```
   */
  faults(): Promise<readonly Fault[]>;
  /**
   * Removes all pending faults.
   *
   * @example
   * ```ts
   * await server.stopFailing();
   * ```
   */
  stopFailing(): Promise<void>;
  /**
   * Grants an installed app a permission.
   *
   * @param permission The app, the account and the permission.
   * @example
   * ```ts
   * await server.grant({ app: "app_a", account: "acct_cactus" });
   * ```
   */
  grant(permission: Permission): Promise<void>;
  /**
   * Revokes a permission.
   *
   * @param permission The app, the account and the permission.
   * @example
   * ```ts
   * await server.revoke({ app: "app_a", account: "acct_cactus" });
   * ```
   */
  revoke(permission: Permission): Promise<void>;
  /**
   * Installs an app on an account, with all permissions that it requests.
   *
   * @param installation The app and the account.
   * @example
   * ```ts
   * await server.install({ app: "app_a", account: "acct_cactus" });
   * ```
   */
  install(installation: Installation): Promise<void>;
  /**
   * Uninstalls an app. Its secrets stay, by the assumption `uninstall_keeps`.
   *
   * @param installation The app and the account.
   * @example
   * ```ts
   * await server.uninstall({ app: "app_a", account: "acct_cactus" });
   * ```
   */
  uninstall(installation: Installation): Promise<void>;
  /**
   * Switches an assumption off (`false`), or on again.
   *
   * @param name The name of the assumption: see {@link EmulatorConnection.assumptions}.
   * @param enabled `true` if the assumption applies, `false` for the other behaviour.
   * @example
   * ```ts
   * await server.setAssumption("replace_when_full", false);
   * ```
   */
  setAssumption(name: AssumptionName, enabled: boolean): Promise<void>;
  /**
   * Returns the assumptions about undocumented behaviour of Stripe, and whether each is enabled on the server.
   *
   * @example
   * ```ts
   * for (const { name, does, enabled } of await server.assumptions()) console.log(enabled, name, does);
   * ```
   */
  assumptions(): Promise<readonly Assumption[]>;
  /**
   * Returns the current world.
   *
   * @example
   * ```ts
   * const { apps, accounts } = await server.world();
   * ```
   */
  world(): Promise<WorldState>;
  /**
   * Returns the world's keys. Any client can send requests to the server with them.
   *
   * @example
   * ```ts
   * const backends = (await server.keys()).filter(({ user }) => user === undefined);
   * ```
   */
  keys(): Promise<readonly EmulatorKey[]>;
  /**
   * Restores the server's start: an empty log, the clock, world, assumptions and faults, and the world's own secrets. All other secrets of the server are
   * deleted, in its file too.
   *
   * @param options The secrets after the reset.
   * @param options.seed `false` leaves the world's own secrets out. Default: `true`.
   * @example
   * ```ts
   * await server.reset({ seed: false });
   * ```
   */
  reset(options?: { seed?: boolean | undefined }): Promise<void>;
}
