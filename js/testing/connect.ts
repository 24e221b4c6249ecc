// Controls the emulator's server from a test. It has the methods of the emulator in the process, but asynchronous, over the routes under /_emulator/.

import type { Assumption } from "./assumptions.js";
import { checkFunction, checkedMilliseconds, checkedBoolean, checkedId, checkFields, record } from "./checks.js";
import { connectedClient } from "./connected-client.js";
import type { Clock, ConnectOptions, EmulatorConnection, Health, Unsubscribe } from "./connection-interface.js";
import { control, withAdvice, list, number, object, parseReply, type Json } from "./control.js";
import { readEvents, type Reading } from "./events.js";
import { faultOf, wireFaults } from "./faults.js";
import { failure } from "./http.js";
import { requestEntry, type RequestEntry } from "./log.js";
import { withDeadline, send, stopper, type Stop } from "./network.js";
import { revealedSecret, storedSecret } from "./secrets.js";
import * as worlds from "./world.js";
import type { Installation, Permission } from "./world.js";

const USUAL_URL = "http://127.0.0.1:12111";
const USUAL_TIMEOUT = 10_000;
const LONGEST_TIMEOUT = 2_147_483_647;

/**
 * Connects to the emulator's server at this address. Sends no request before the first call.
 *
 * @param url The address, as text or as a `URL`. Default: `http://127.0.0.1:12111`, the default of `secret-store-emulator`.
 * @param options The timeout.
 * @throws Error if an argument is invalid
 * @example
 * ```ts
 * import { connectEmulator } from "stripe-secret-store/testing";
 *
 * const server = connectEmulator("http://127.0.0.1:12111", { timeout: 5_000 });
 * ```
 */
export function connectEmulator(url: string | { readonly href: string } = USUAL_URL, options: ConnectOptions = {}): EmulatorConnection {
  const origin = originOf(url);
  checkFields(options, "connectEmulator()", ["timeout"]);
  const { timeout = USUAL_TIMEOUT } = options;
  if (typeof timeout !== "number" || !(timeout >= 1 && timeout <= LONGEST_TIMEOUT)) {
    throw new Error("connectEmulator(): `timeout` must be a number of milliseconds, at least 1.");
  }

  const within = <T>(what: string, work: (stop: Stop) => Promise<T>, stop = stopper()): Promise<T> =>
    withDeadline(timeout, work, { stop }).catch((error) => Promise.reject(withAdvice(what, origin, error)));

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
      if (listening) callListener(listener, entry);
    };
    const stop = stopper();
    const reading = await within("onRequest()", () => open(`${origin}/_emulator/requests`, stop, hear), stop);
    const end = (cause?: unknown) => {
      if (!listening) return;
      listening = false;
      callListener(
        ended,
        withAdvice("onRequest()", origin, failure("The stream of requests has ended.", cause === undefined ? {} : { cause })),
      );
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
    httpClient: (identity = {}) => connectedClient(origin, worlds.checkedIdentity(identity)),
    requests: () => get("requests()", "requests", ({ data }) => list(data, requestEntry)),
    async onRequest(listener, ended = () => {}) {
      checkFunction(listener, "onRequest()", "listener");
      checkFunction(ended, "onRequest()", "ended");
      return subscribe(listener, ended);
    },
    secrets: () => get("secrets()", "secrets", ({ data }) => list(data, storedSecret)),
    async secret(secret) {
      const route = `secrets/${encodeURIComponent(checkedId(secret, "secret()", "id", "appsecret_…"))}`;
      return get("secret()", route, revealedSecret);
    },
    async advance(milliseconds) {
      if (checkedMilliseconds(milliseconds) % 1000)
        throw new Error("advance(): the server's clock moves by whole seconds. Pass a multiple of 1,000.");
      return post("advance()", "clock", { advance_ms: milliseconds }, clock);
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
    async setAssumption(name, enabled) {
      checkedId(name, "setAssumption()", "name", "replace_when_full");
      checkedBoolean(enabled, "setAssumption()", "enabled");
      await post("setAssumption()", "assumptions", record([[name, enabled]]), object);
    },
    assumptions: () => get("assumptions()", "assumptions", ({ data }) => list<Assumption>(data, object)),
    world: () => get("world()", "world", worlds.worldState),
    keys: () => get("keys()", "world", (json) => worlds.worldState(json).keys),
    async reset(how = {}) {
      checkFields(how, "reset()", ["seed"]);
      const { seed = true } = how;
      await post("reset()", "reset", { seed: checkedBoolean(seed, "reset()", "seed") }, object);
    },
  };
}

const clock = ({ now, advanced_ms }: Json): Clock => ({ now: number(now), advanced: number(advanced_ms) });

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
  return parseReply(status, await text(), () => {
    throw new Error("no stream");
  });
}

function originOf(url: unknown): string {
  try {
    const { href = url } = Object(url);
    const { protocol, origin } = new URL(String(href));
    if (protocol === "http:" || protocol === "https:") return origin;
  } catch {
    // The error below says it.
  }
  throw new Error(`connectEmulator(): \`url\` must be an address such as "${USUAL_URL}".`);
}

/** Calls an author's listener. An error of the listener becomes an uncaught error of its own, and stops nothing here. */
function callListener<T>(call: (value: T) => void, value: T): void {
  try {
    call(value);
  } catch (error) {
    setTimeout(() => {
      throw error;
    }, 0);
  }
}
