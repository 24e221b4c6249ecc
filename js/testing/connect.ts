// The emulator's server, from a test: the same methods as in the process, but asynchronous, over the routes under /_emulator/.

import type { Assumption, AssumptionName } from "./assumptions.js";
import { callable, duration, flag, id, known, record } from "./checks.js";
import { connectedClient } from "./connected-client.js";
import { control, explained, list, number, object, understood, type Json } from "./control.js";
import { readEvents, type Reading } from "./events.js";
import { faultOf, wireFaults, type Fault } from "./faults.js";
import { failure, type EmulatorHttpClient } from "./http.js";
import { requestEntry, type RequestEntry } from "./log.js";
import { bounded, send, stopper, type Stop } from "./network.js";
import { revealedSecret, storedSecret, type RevealedSecret, type StoredSecret } from "./secrets.js";
import * as worlds from "./world.js";
import type { EmulatorKey, Installation, Permission, Who, WorldState } from "./world.js";

/** Options of {@link connectEmulator}. */
export interface ConnectOptions {
  /** For how many milliseconds each call waits for the server, 1 to 2,147,483,647. 10,000 unless given. */
  timeout?: number | undefined;
}

/** How the server is. */
export interface Health {
  /** The server's version. */
  readonly version: string;
  /** Where it keeps secrets. */
  readonly store: "memory" | "sqlite";
  /** The time by its clock, in Unix seconds. */
  readonly now: number;
  /** By how many seconds its clock is ahead. */
  readonly advanced: number;
}

/** The server's clock. */
export interface Clock {
  /** The time, in Unix seconds. */
  readonly now: number;
  /** By how many seconds it is ahead of the machine's. */
  readonly advanced: number;
}

/** Ends a subscription: its listener is not called any more. */
export type Unsubscribe = () => void;

/**
 * A Secret Store on a server. Each promise settles within {@link ConnectOptions.timeout}, whatever the network does. It rejects with an Error
 * that says what to do, with the `cause` where there is one, and with the `code` `ETIMEDOUT` where the server did not answer in time. What
 * the server refuses (an unknown app, a fault that cannot be) rejects with an Error with the HTTP `status`.
 */
export interface EmulatorConnection {
  /** How the server is. Rejects when it is not there. */
  health(): Promise<Health>;
  /**
   * An HTTP client through which `who` asks, with the key that the server's world has for them. The keys are looked up by its first request,
   * which rejects when the world has no such app, account or user.
   */
  httpClient(who?: Who): EmulatorHttpClient;
  /** What was asked, the latest 1,000 requests, oldest first. */
  requests(): Promise<readonly RequestEntry[]>;
  /**
   * Calls `listener` with each request from now on. Resolves once the server is listened to, with what ends it. When the server or the
   * network ends it, `ended` is called once with an Error, and the listener is not called any more: it does not connect again by itself,
   * so that no request is missed unnoticed. What a listener throws is an uncaught exception, and ends nothing.
   */
  onRequest(listener: (entry: RequestEntry) => void, ended?: (error: Error) => void): Promise<Unsubscribe>;
  /** Everything that it keeps, of all apps, accounts and users in both modes, without the payloads. It is in no log that somebody looked. */
  secrets(): Promise<readonly StoredSecret[]>;
  /** One of them with its payload, by its `id`. Rejects with the `status` 404 when it is not there, or no longer. */
  secret(id: string): Promise<RevealedSecret>;
  /** Moves the server's clock forward, so that secrets expire: 0 to 100,000,000,000 whole seconds. */
  advance(seconds: number): Promise<Clock>;
  /** Makes the next requests fail, after those that are to fail already. A list is taken one by one, up to one that cannot be. */
  fail(fault: Fault | readonly Fault[]): Promise<void>;
  /** What is still to fail, in this order, each with its remaining `count`. */
  faults(): Promise<readonly Fault[]>;
  /** Nothing is to fail any more. */
  stopFailing(): Promise<void>;
  /** Grants an installed app a permission. */
  grant(permission: Permission): Promise<void>;
  /** Takes it away. */
  revoke(permission: Permission): Promise<void>;
  /** Installs an app on an account, with all permissions that it asks for. */
  install(installation: Installation): Promise<void>;
  /** Uninstalls it. Its secrets stay, by the assumption `uninstall_keeps`. */
  uninstall(installation: Installation): Promise<void>;
  /** Switches an assumption off (`false`), or on again. */
  assume(name: AssumptionName, holds: boolean): Promise<void>;
  /** What the emulator assumes of what Stripe does not document, and whether it holds there. */
  assumptions(): Promise<readonly Assumption[]>;
  /** The world as it stands. */
  world(): Promise<WorldState>;
  /** The world's keys, to ask the server with by whatever client. */
  keys(): Promise<readonly EmulatorKey[]>;
  /**
   * Everything as at the server's start: no request, the clock, world, assumptions and faults back, and the world's own secrets there
   * again, unless `seed` is false. Whatever other secrets the server had are deleted, in its file as well.
   */
  reset(options?: { seed?: boolean | undefined }): Promise<void>;
}

const USUAL_URL = "http://127.0.0.1:12111";
const USUAL_TIMEOUT = 10_000;
const LONGEST_TIMEOUT = 2_147_483_647;

/**
 * The emulator's server at this address. It is not asked before the first call.
 *
 * @param url `http://127.0.0.1:12111` unless given: where `secret-store-emulator` listens when it is not told otherwise
 * @throws Error when an argument is not what it has to be
 */
export function connectEmulator(url: string | URL = USUAL_URL, options: ConnectOptions = {}): EmulatorConnection {
  const origin = originOf(url);
  known(options, "connectEmulator()", ["timeout"]);
  const { timeout = USUAL_TIMEOUT } = options;
  if (typeof timeout !== "number" || !(timeout >= 1 && timeout <= LONGEST_TIMEOUT)) {
    throw new Error("connectEmulator(): `timeout` has to be a number of milliseconds, at least 1.");
  }

  const within = <T>(what: string, work: (stop: Stop) => Promise<T>, stop = stopper()): Promise<T> =>
    bounded(timeout, work, { stop }).catch((error) => Promise.reject(explained(what, origin, error)));

  function ask<T>(what: string, method: string, route: string, body: object | undefined, read: (json: Json) => T): Promise<T> {
    const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
    return within(what, (stop) => control(`${origin}/_emulator/${route}`, { method, ...content }, stop, read));
  }

  const get = <T>(what: string, route: string, read: (json: Json) => T) => ask(what, "GET", route, undefined, read);
  const post = <T>(what: string, route: string, body: object, read: (json: Json) => T) => ask(what, "POST", route, body, read);

  async function permit(what: string, asked: Permission, granted: boolean): Promise<void> {
    await post(what, "permissions", { ...worlds.checkedPermission(what, asked), granted }, object);
  }

  async function install(what: string, asked: Installation, installed: boolean): Promise<void> {
    await post(what, "installations", { ...worlds.checkedInstallation(what, asked), installed }, object);
  }

  async function subscribe(listener: (entry: RequestEntry) => void, ended: (error: Error) => void): Promise<Unsubscribe> {
    let listening = true;
    const hear = (data: string) => {
      const entry = requestEntry(JSON.parse(data));
      if (listening) apart(listener, entry);
    };
    const stop = stopper();
    const reading = await within("onRequest()", () => open(`${origin}/_emulator/requests`, stop, hear), stop);
    const end = (cause?: unknown) => {
      if (!listening) return;
      listening = false;
      apart(ended, explained("onRequest()", origin, failure("The stream of requests has ended.", cause === undefined ? {} : { cause })));
    };
    reading.ended.then(end, end);
    return () => {
      listening = false;
      reading.stop();
      stop.now();
    };
  }

  return {
    health: () => get("health()", "health", health),
    httpClient: (who = {}) => connectedClient(origin, worlds.checkedWho(who)),
    requests: () => get("requests()", "requests", ({ data }) => list(data, requestEntry)),
    async onRequest(listener, ended = () => {}) {
      callable(listener, "onRequest()", "listener");
      callable(ended, "onRequest()", "ended");
      return subscribe(listener, ended);
    },
    secrets: () => get("secrets()", "secrets", ({ data }) => list(data, storedSecret)),
    async secret(secret) {
      const route = `secrets/${encodeURIComponent(id(secret, "secret()", "id", "appsecret_…"))}`;
      return get("secret()", route, revealedSecret);
    },
    async advance(seconds) {
      if (!Number.isInteger(duration(seconds))) throw new Error("advance(): the server's clock moves by whole seconds.");
      return post("advance()", "clock", { advance: seconds }, clock);
    },
    async fail(faults) {
      for (const fault of wireFaults(faults)) await post("fail()", "faults", fault, object);
    },
    faults: () => get("faults()", "faults", ({ data }) => list(data, faultOf)),
    async stopFailing() {
      await ask("stopFailing()", "DELETE", "faults", undefined, object);
    },
    grant: (asked) => permit("grant()", asked, true),
    revoke: (asked) => permit("revoke()", asked, false),
    install: (asked) => install("install()", asked, true),
    uninstall: (asked) => install("uninstall()", asked, false),
    async assume(name, holds) {
      id(name, "assume()", "name", "replace_when_full");
      flag(holds, "assume()", "holds");
      await post("assume()", "assumptions", record([[name, holds]]), object);
    },
    assumptions: () => get("assumptions()", "assumptions", ({ data }) => list<Assumption>(data, object)),
    world: () => get("world()", "world", worlds.worldState),
    keys: () => get("keys()", "world", (json) => worlds.worldState(json).keys),
    async reset(how = {}) {
      known(how, "reset()", ["seed"]);
      const { seed = true } = how;
      await post("reset()", "reset", { seed: flag(seed, "reset()", "seed") }, object);
    },
  };
}

const clock = ({ now, advanced }: Json): Clock => ({ now: number(now), advanced: number(advanced) });

const health = ({ version, store, ...json }: Json): Health => ({
  version: String(version),
  store: store === "sqlite" ? "sqlite" : "memory",
  ...clock(json),
});

/** Opens the stream of requests. */
async function open(url: string, stop: Stop, hear: (data: string) => void): Promise<Reading> {
  const { status, headers, text, stream } = await send(url, { headers: { Accept: "text/event-stream" } }, stop);
  const isStream = headers.some(([name, value]) => name === "content-type" && value.startsWith("text/event-stream"));
  if (status === 200 && isStream) return readEvents(stream, hear);
  return understood(status, await text(), () => {
    throw new Error("no stream");
  });
}

function originOf(url: unknown): string {
  try {
    const { protocol, origin } = new URL(String(url));
    if (protocol === "http:" || protocol === "https:") return origin;
  } catch {
    // Said below.
  }
  throw new Error(`connectEmulator(): \`url\` has to be an address such as "${USUAL_URL}".`);
}

/** Calls what an author gave us: what it throws is theirs to see, and ends nothing here. */
function apart<T>(call: (value: T) => void, value: T): void {
  try {
    call(value);
  } catch (error) {
    setTimeout(() => {
      throw error;
    }, 0);
  }
}
