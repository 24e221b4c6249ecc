// A hundred thousand calls of all kinds, a tenth of them failing: no page of memory, no timer, no listener and no value more than after the first.

import { getEventListeners, setMaxListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, expect, test } from "vitest";
import { watchModule } from "../support/module-watch";
import { watchTimers } from "../support/timer-watch";
import { aRefusal, aSecret, respond, type Response } from "../support/client";

const CALLS = 100_000;

const watch = watchModule();
const timers = watchTimers();
afterAll(() => {
  timers.end();
  watch.end();
});
const { SecretStoreClient, SecretStoreError } = await import("stripe-secret-store");

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("uses no more memory for a hundred thousand calls than for the first hundred", async () => {
  const random = seeded(20_261_125);
  const endings: Record<string, number> = {};
  const shared = new AbortController();
  setMaxListeners(0, shared.signal);
  let pages = 0;
  let heap = 0;

  for (let done = 0; done < CALLS; done += 100) {
    const calls = Array.from({ length: 100 }, () => aCall(random, shared.signal));
    for (const outcome of await Promise.allSettled(calls)) {
      const ending =
        outcome.status === "fulfilled" ? "answered" : SecretStoreError.is(outcome.reason) ? outcome.reason.code : "another error";
      endings[ending] = (endings[ending] ?? 0) + 1;
    }
    if (done === 0) pages = watch.memory().length / 65_536;
    if (done === 1_000) heap = heapUsed();
    expect(timers.pending()).toBe(0);
    expect(getEventListeners(shared.signal, "abort")).toEqual([]);
  }

  console.log(
    `${CALLS} calls: ${JSON.stringify(endings)}, heap ${((heapUsed() - heap) / 1_048_576).toFixed(2)} MB more than after the first 1,000`,
  );
  const failed = CALLS - endings.answered!;
  expect(failed / CALLS).toBeGreaterThan(0.1);
  expect(failed / CALLS).toBeLessThan(0.2);
  const all = [
    "aborted",
    "card_number",
    "connection_failed",
    "invalid_payload",
    "not_found",
    "scope_full",
    "service_failure",
    "timeout",
    "unreadable_response",
  ];
  expect(Object.keys(endings).sort()).toEqual(["answered", ...all].sort());
  expect(watch.memory().length / 65_536).toBe(pages);
  expect(pages).toBe(4);
  expect(watch.instances).toBe(1);
  // A value left by each call would be a megabyte and more, a payload by each two hundred.
  expect(heapUsed() - heap).toBeLessThan(1_048_576);
}, 120_000);

const NAME = "token";
const longest = "ab%c é☃😀 ".repeat(500);

/** Makes a random call, over a host that answers in a random way. */
function aCall(random: (below: number) => number, signal: AbortSignal): Promise<unknown> {
  const payload = longest.slice(0, 1 + random(4_000)).replace(/[\ud800-\udbff]$/, "");
  const fails = random(100) < 12;
  let makeRequest: () => Response | Promise<Response> = () => respond({ status: 200, json: aSecret({ name: NAME, payload }) });
  const more: { signal?: AbortSignal; timeout?: number; maxNetworkRetries?: number } = random(2) ? { signal } : {};
  let created = payload;
  if (fails) {
    const own = new AbortController();
    const ways: (() => void)[] = [
      () => (makeRequest = () => respond({ status: 400, json: aRefusal({ code: "secret_limit_exceeded", message: payload }) })),
      () => (makeRequest = () => respond({ status: 500 })),
      () => (makeRequest = () => respond({ status: 404, json: aRefusal({}) })),
      () => (makeRequest = () => respond({ status: 200, json: { object: "customer" } })),
      () => (makeRequest = () => Promise.reject(new Error("no network"))),
      () => {
        makeRequest = () => new Promise(() => {});
        more.timeout = 1;
      },
      () => {
        makeRequest = () => new Promise(() => {});
        more.signal = own.signal;
        queueMicrotask(() => own.abort());
      },
      () => (more.signal = AbortSignal.abort()),
      () => (created = `${payload} 4242 4242 4242 4242`),
      () => (created = payload.repeat(10_001)),
    ];
    ways[random(ways.length)]!();
  }
  const secrets = new SecretStoreClient({
    httpClient: { getClientName: () => "test", makeRequest: async () => makeRequest() },
    userContext: { id: "usr_1" },
    maxNetworkRetries: 0,
  });
  const isRefused = created !== payload;
  switch (fails ? 0 : random(4)) {
    case 1:
      return secrets.findSecret({ name: NAME }, more);
    case 2:
      makeRequest = () => respond({ status: 200, json: { object: "list", data: [aSecret()], has_more: false, url: "/v1/apps/secrets" } });
      return secrets.listSecrets({ limit: 1 + random(100) }, more);
    case 3:
      makeRequest = () => respond({ status: 200, json: { ...aSecret(), deleted: true } });
      return secrets.deleteSecret({ name: NAME }, more);
    default:
      return secrets.createSecret({ name: NAME, payload: created, ...(isRefused ? {} : { expires_at: 4_000_000_000 }) }, more);
  }
}

function heapUsed() {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Numbers that are the same in each run (Park and Miller's generator). */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
