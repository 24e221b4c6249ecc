// Runs a Secret Store in process for tests: no Stripe account, no network, no server.
//
// Its behaviour is written in Rust (emulator/). This file keeps its clock and delivers its answers.

import { checkedAssumptions } from "./assumptions.js";
import { checkedMilliseconds, checkedBoolean, checkedId, checkFields } from "./checks.js";
import { createCore, toJson, withPrefix, type Exchange } from "./core.js";
import type { Emulator, EmulatorOptions } from "./emulator-interface.js";
import { faultOf, toJavaScriptNames, wireFaults } from "./faults.js";
import * as http from "./http.js";
import type { RequestEntry } from "./log.js";
import * as worlds from "./world.js";

const OPTIONS: readonly (keyof EmulatorOptions)[] = ["now", "snapshot", "world", "seeded", "assumptions"];
const REQUESTS_KEPT = 1000;

/**
 * Creates an empty Secret Store, or restores the one that a snapshot was taken of.
 *
 * @param options The clock, the world, and the secrets to begin with.
 * @throws Error if an option is invalid
 * @example
 * ```ts
 * import { createEmulator } from "stripe-secret-store/testing";
 *
 * const emulator = createEmulator();
 * const httpClient = emulator.httpClient({ user: "usr_1" });
 * const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } });
 * await secrets.createSecret({ name: "token", payload: "made up" });
 * ```
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  checkFields(options, "createEmulator()", OPTIONS);
  // Looked up at each call: fake timers put another Date there.
  const { now = () => Date.now(), snapshot, world, seeded = false, assumptions = {} } = options;
  if (typeof now !== "function") throw new Error("createEmulator(): `now` must be a function that returns milliseconds, like Date.now.");
  if (snapshot !== undefined && typeof snapshot !== "string") {
    throw new Error("createEmulator(): `snapshot` must be the text that an emulator's snapshot() returned.");
  }
  if (checkedBoolean(seeded, "createEmulator()", "seeded") && snapshot !== undefined) {
    throw new Error("createEmulator(): `seeded` and `snapshot` cannot be combined. Pass one of them.");
  }
  const switched = checkedAssumptions("createEmulator(): `assumptions`", assumptions);

  const core = withPrefix("createEmulator(): ", () => createCore(worldText(world)));
  const requests: RequestEntry[] = [];
  let advanced = 0;

  function begin(seed: boolean): void {
    withPrefix("createEmulator(): ", () => {
      for (const [name, enabled] of switched) core.setAssumption(name, enabled);
      if (seed) core.seed(seconds());
    });
  }

  function seconds(): number {
    const milliseconds = now();
    if (typeof milliseconds !== "number" || !(milliseconds >= 0 && milliseconds <= Number.MAX_SAFE_INTEGER)) {
      throw new Error("The emulator's `now` must return milliseconds since 1970, like Date.now.");
    }
    return Math.floor((milliseconds + advanced) / 1000);
  }

  const client = (identity: string | undefined): http.EmulatorHttpClient => ({
    getClientName: () => http.CLIENT_NAME,
    // In a promise from the start: what is wrong with a request rejects and never throws.
    makeRequest: (_host, _port, path, method, headers, data, _protocol, timeout) =>
      new Promise((resolve) => {
        const request = toJson(http.wireRequest(path, method, headers, data));
        const began = ticks();
        const exchange = JSON.parse(withPrefix("", () => core.handle(request, identity, seconds()))) as Exchange;
        exchange.entry.duration += ticks() - began;
        requests.push(exchange.entry);
        if (requests.length > REQUESTS_KEPT) requests.shift();
        resolve(deliver(exchange, http.effectiveTimeout(timeout)));
      }),
  });

  if (snapshot !== undefined) withPrefix("createEmulator(): ", () => core.restore(snapshot));
  begin(seeded);

  return {
    httpClient(identity = {}) {
      const caller = worlds.checkedIdentity(identity);
      const withAdvice = (message: string) => `${message} createEmulator({ world }) takes another world.`;
      withPrefix("httpClient(): ", () => core.check(caller), withAdvice);
      return client(toJson(caller));
    },
    httpClientByKey: () => client(undefined),
    advance(by) {
      advanced += checkedMilliseconds(by);
    },
    fail(faults) {
      const list = wireFaults(faults);
      withPrefix("fail(): ", () => core.fail(list), toJavaScriptNames);
    },
    stopFailing: () => core.stopFailing(),
    get faults() {
      return core.faults().map(faultOf);
    },
    grant(asked) {
      const { app, account, permission } = worlds.checkedPermission("grant()", asked);
      withPrefix("grant(): ", () => core.permit(app, account, permission, true));
    },
    revoke(asked) {
      const { app, account, permission } = worlds.checkedPermission("revoke()", asked);
      withPrefix("revoke(): ", () => core.permit(app, account, permission, false));
    },
    install(asked) {
      const { app, account } = worlds.checkedInstallation("install()", asked);
      withPrefix("install(): ", () => core.install(app, account, true));
    },
    uninstall(asked) {
      const { app, account } = worlds.checkedInstallation("uninstall()", asked);
      withPrefix("uninstall(): ", () => core.install(app, account, false));
    },
    setAssumption(name, enabled) {
      checkedId(name, "setAssumption()", "name", "replace_when_full");
      checkedBoolean(enabled, "setAssumption()", "enabled");
      withPrefix("setAssumption(): ", () => core.setAssumption(name, enabled));
    },
    get assumptions() {
      return core.assumptions();
    },
    get world() {
      return worlds.worldState(core.world());
    },
    get keys() {
      return worlds.worldState(core.world()).keys;
    },
    snapshot: () => withPrefix("snapshot(): ", () => core.snapshot(seconds())),
    reset(how = {}) {
      checkFields(how, "reset()", ["seed"]);
      const { seed = seeded } = how;
      checkedBoolean(seed, "reset()", "seed");
      core.reset();
      requests.length = 0;
      advanced = 0;
      begin(seed);
    },
    requests,
  };
}

/** Returns milliseconds to measure by, from the finest clock that the platform has. */
const ticks = () => (typeof performance === "undefined" ? Date.now() : performance.now());

/** Returns a world as text, which Rust reads. */
function worldText(world: unknown): string | undefined {
  if (world === undefined || typeof world === "string") return world;
  if (typeof world !== "object" || world === null) {
    throw new Error("createEmulator(): `world` must be an object with apps and accounts, or the text of a world file.");
  }
  try {
    return JSON.stringify(world);
  } catch (cause) {
    throw http.failure("createEmulator(): `world` must be plain data that JSON can hold.", { cause });
  }
}

/** Resolves with an answer after its delay. It sets at most one timer, and leaves none behind. */
function deliver(
  { status, headers, body, delivery, delay }: Exchange,
  effectiveTimeout: number,
): Promise<http.EmulatorResponse> | http.EmulatorResponse {
  const arrive = () => {
    if (delivery === "nothing") throw http.connectionClosed("without an answer");
    if (delivery === "cut") return http.answer({ status, headers, body: body.slice(0, body.length / 2), cut: true });
    return http.answer({ status, headers, body });
  };
  if (delivery !== "hang" && delay < effectiveTimeout) return delay > 0 ? after(delay, arrive) : arrive();
  // Waits a turn longer than the caller, so that a client with the same timeout gives up first.
  return Promise.resolve().then(() => after(effectiveTimeout, () => Promise.reject(http.timedOut(effectiveTimeout))));
}

function after<T>(milliseconds: number, act: () => T | Promise<T>): Promise<T> {
  // The timer is looked up at each call: fake timers put another there.
  return new Promise<void>((resolve) => void setTimeout(resolve, milliseconds)).then(act);
}
