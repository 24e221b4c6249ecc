// Checks failures on purpose, and the error of each kind in the client of the package and in stripe-node.

import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator, type Emulator, type Fault, type FaultKind } from "stripe-secret-store/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { errorOf, wrong } from "../../support/client";

let emulator: Emulator;

const ours = (timeout = 1_000) =>
  new SecretStoreClient({ httpClient: emulator.httpClient(), scope: "account", maxNetworkRetries: 0, timeout });
const theirs = (timeout = 1_000) =>
  new Stripe("sk_test_made_up", { httpClient: emulator.httpClient(), maxNetworkRetries: 0, timeout }).apps.secrets;

const scope = { type: "account" } as const;

/** Returns the raw answer to a list. */
const ask = (timeout = 1_000) =>
  emulator
    .httpClient()
    .makeRequest("h", 1, "/v1/apps/secrets?scope[type]=account", "GET", { Authorization: "Bearer k" }, null, "https", timeout);

beforeEach(() => {
  emulator = createEmulator();
});
afterEach(() => void vi.useRealTimers());

// stripe-node recognises a connection that broke in the body only by its own class of error, which no other HTTP client can throw.
const KINDS: [fault: Fault & { count?: number }, ours: object, theirs: object][] = [
  [{ kind: "status" }, { code: "service_failure", status: 500 }, { type: "StripeAPIError", statusCode: 500 }],
  [
    { kind: "status", status: 429 },
    { code: "rate_limited", status: 429 },
    { type: "StripeRateLimitError", statusCode: 429 },
  ],
  [
    { kind: "status", status: 401 },
    { code: "unauthorized", status: 401 },
    { type: "StripeAuthenticationError", statusCode: 401 },
  ],
  [
    { kind: "status", status: 404 },
    { code: "not_found", status: 404 },
    { type: "StripeInvalidRequestError", statusCode: 404 },
  ],
  [{ kind: "empty" }, { code: "permission_missing", status: 403 }, { type: "StripeAPIError" }],
  [{ kind: "empty", status: 502 }, { code: "service_failure", status: 502 }, { type: "StripeAPIError" }],
  [{ kind: "no_answer" }, { code: "connection_failed" }, { type: "StripeConnectionError" }],
  [{ kind: "hang" }, { code: "timeout" }, { type: "StripeConnectionError", message: expect.stringContaining("timeout") }],
  [{ kind: "cut_body" }, { code: "unreadable_response", status: 200 }, { type: "StripeAPIError" }],
  [{ kind: "wrong_content_type" }, { code: "unreadable_response", status: 200 }, { type: "StripeAPIError" }],
  [{ kind: "broken_json" }, { code: "unreadable_response", status: 200 }, { type: "StripeAPIError" }],
  [{ kind: "latency", delay: 5_000 }, { code: "timeout" }, { type: "StripeConnectionError" }],
];

describe("each kind of fault", () => {
  test("has a case", () => {
    const shown = new Set(KINDS.map(([{ kind }]) => kind));
    const message = messageOf(() => emulator.fail({ kind: wrong("colour") }));
    expect([...shown].join(", ")).toBe(/one of (.*)\./.exec(message)?.[1]);
  });

  test.each(KINDS)("gives the client its error: %j", async (fault, error) => {
    emulator.fail(fault);
    expect(await errorOf(() => ours(50).listSecrets())).toMatchObject(error);
    expect(emulator.requests.map((entry) => entry.fault)).toEqual([fault.kind]);
    expect((await ours().listSecrets()).data).toEqual([]);
  });

  test.each(KINDS)("gives stripe-node its error: %j", async (fault, _, error) => {
    // Two faults, because stripe-node repeats a request immediately after a closed connection, even without retries.
    emulator.fail({ ...fault, count: 2 });
    await expect(theirs(50).list({ scope })).rejects.toMatchObject(error);
    expect(emulator.requests.map((entry) => entry.fault)).toEqual(fault.kind === "no_answer" ? [fault.kind, fault.kind] : [fault.kind]);
    emulator.stopFailing();
    expect((await theirs().list({ scope })).data).toEqual([]);
  });
});

describe("carries out or skips a write", () => {
  const DEFAULTS: Record<FaultKind, boolean> = {
    status: false,
    empty: false,
    no_answer: true,
    hang: true,
    cut_body: true,
    wrong_content_type: true,
    broken_json: true,
    latency: true,
  };
  const kinds = Object.keys(DEFAULTS) as FaultKind[];

  test.each(kinds.flatMap((kind) => [undefined, true, false].map((executed) => ({ kind, executed }))))("%j", async ({ kind, executed }) => {
    emulator.fail({ kind: wrong(kind), executed, ...(kind === "latency" && { delay: 5_000 }) });
    await errorOf(() => ours(20).createSecret({ name: "token", payload: "p" }));
    const { data } = await ours().listSecrets();
    // Latency has no answer of its own. A request that it does not carry out fails.
    expect(data.length === 1).toBe(executed ?? DEFAULTS[kind]);
  });

  test("does not write again at a retry with the same key, and returns the first answer", async () => {
    emulator.fail({ kind: "no_answer" });
    const secrets = new SecretStoreClient({ httpClient: emulator.httpClient(), scope: "account", maxNetworkRetries: 1 });
    const created = await secrets.createSecret({ name: "token", payload: "p" });
    expect(emulator.requests.map(({ fault, replayed }) => [fault, replayed])).toEqual([
      ["no_answer", false],
      [null, true],
    ]);
    expect((await secrets.listSecrets()).data).toEqual([created]);
  });

  test("does not write again at stripe-node's own retry", async () => {
    emulator.fail({ kind: "no_answer", method: "POST" });
    await theirs().create({ name: "token", payload: "p", scope });
    expect(emulator.requests.map(({ replayed }) => replayed)).toEqual([false, true]);
  });
});

describe("faults", () => {
  test("apply in order, each to its number of requests", async () => {
    emulator.fail({ kind: "status", status: 503, count: 2 });
    emulator.fail([{ kind: "status", status: 429 }, { kind: "empty" }]);
    expect(emulator.faults).toEqual([
      { kind: "status", status: 503, count: 2 },
      { kind: "status", status: 429, count: 1 },
      { kind: "empty", count: 1 },
    ]);
    await ask();
    expect(emulator.faults[0]).toEqual({ kind: "status", status: 503, count: 1 });
    for (let index = 0; index < 4; index += 1) await ask();
    expect(emulator.requests.map(({ status }) => status)).toEqual([503, 503, 429, 403, 200]);
    expect(emulator.faults).toEqual([]);
  });

  test("are listed as they were passed", () => {
    const fault: Fault = { kind: "cut_body", count: 3, delay: 10, method: "POST", executed: false, shouldRetry: true };
    emulator.fail(fault);
    expect(emulator.faults).toEqual([fault]);
  });

  test("can apply to one method only", async () => {
    emulator.fail({ kind: "status", method: "POST" });
    expect((await ask()).getStatusCode()).toBe(200);
    expect(await errorOf(() => ours().createSecret({ name: "token", payload: "p" }))).toMatchObject({ code: "service_failure" });
  });

  test.each([true, false])("can advise on a retry: %s", async (shouldRetry) => {
    emulator.fail({ kind: "status", shouldRetry });
    expect((await ask()).getHeaders()["stripe-should-retry"]).toBe(String(shouldRetry));
  });

  test("can be removed", async () => {
    emulator.fail([{ kind: "status" }, { kind: "hang" }]);
    emulator.stopFailing();
    expect((await ask()).getStatusCode()).toBe(200);
  });

  test.each<[fault: unknown, pattern: RegExp]>([
    [null, /must be an object: \{ kind, status/],
    ["hang", /must be an object/],
    [{}, /`kind` must be one of status, empty/],
    [{ kind: "hang", times: 2 }, /`times` is unknown/],
    [{ kind: "hang", status: 500 }, /`status` is for "status" and "empty", not for "hang"/],
    [{ kind: "status", status: 200 }, /from 400 to 599/],
    [{ kind: "status", status: 1e9 }, /from 400 to 599/],
    [{ kind: "status", status: 400.5 }, /`status` must be a whole number/],
    [{ kind: "status", count: 0 }, /`count` must be from 1 to 1,000,000/],
    [{ kind: "status", count: 1e30 }, /`count` must be from 1 to 1,000,000/],
    [{ kind: "status", count: Infinity }, /`count` must be a whole number/],
    [{ kind: "status", delay: 600_001 }, /`delay` must be at most 600,000/],
    [{ kind: "status", delay: -1 }, /`delay` must be a whole number/],
    [{ kind: "status", method: "PUT" }, /GET or POST/],
    [{ kind: "status", method: 1 }, /"GET" or "POST"/],
    [{ kind: "status", executed: "yes" }, /`executed` must be true or false/],
    [{ kind: "hang", shouldRetry: true }, /`shouldRetry` needs an answer/],
    [{ kind: "latency" }, /"latency" needs `delay`/],
  ])("are refused if they are impossible: %j", (fault, pattern) => {
    expect(messageOf(() => emulator.fail([{ kind: "status" }, wrong(fault)]))).toMatch(pattern);
    expect(emulator.faults).toEqual([]);
  });
});

describe("delivers", () => {
  test("no answer, with the code that Node gives", async () => {
    emulator.fail({ kind: "no_answer" });
    await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET", message: "The connection was closed without an answer." });
  });

  test.each(["cut_body", "broken_json"] as const)("half a body: %s", async (kind) => {
    const whole = (await ask()).getRawResponse();
    emulator.fail({ kind });
    const half = await ask();
    expect([half.getStatusCode(), half.getHeaders()["content-type"]]).toEqual([200, "application/json"]);
    expect(half.getRawResponse().body).toBe(whole.body.slice(0, half.getRawResponse().body.length));
    expect(half.getRawResponse().body.length).toBeLessThan(whole.body.length);
    await expect(half.toJSON()).rejects.toThrow(kind === "cut_body" ? "The connection was closed in the middle of the body." : "not JSON");
  });

  test("a whole body with the content type of HTML", async () => {
    emulator.fail({ kind: "wrong_content_type" });
    const answer = await ask();
    expect(JSON.parse(answer.getRawResponse().body)).toMatchObject({ object: "list" });
    await expect(answer.toJSON()).rejects.toThrow("The body is said to be text/html, not application/json.");
  });

  test("no body", async () => {
    emulator.fail({ kind: "empty" });
    const answer = await ask();
    expect(answer.getRawResponse()).toMatchObject({ status: 403, body: "" });
    await expect(answer.toJSON()).rejects.toThrow("Response body undefined");
  });
});

describe("follows fake timers", () => {
  beforeEach(() => void vi.useFakeTimers());

  /** Returns whether a promise has settled by now, with its result. */
  async function state(promise: Promise<unknown>) {
    await vi.advanceTimersByTimeAsync(0);
    const settled = promise.then(
      () => "resolved",
      ({ code }: { code?: string }) => code,
    );
    return Promise.race([
      settled,
      Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => "pending"),
    ]);
  }

  test.each([
    [1_000, 1_000],
    [0, 80_000],
    [undefined, 80_000],
    [Number.NaN, 80_000],
    [-1, 80_000],
  ])("ends a hang with the timeout %s after %i milliseconds", async (timeout, milliseconds) => {
    emulator.fail({ kind: "hang" });
    const asked = emulator.httpClient().makeRequest("h", 1, "/v1/apps/secrets", "GET", {}, null, "https", wrong(timeout));
    asked.catch(() => {});
    await vi.advanceTimersByTimeAsync(milliseconds - 1);
    expect(await state(asked)).toBe("pending");
    await vi.advanceTimersByTimeAsync(1);
    expect(await state(asked)).toBe("ETIMEDOUT");
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    [{ kind: "latency", delay: 300 }, "resolved"],
    [{ kind: "status", delay: 300 }, "resolved"],
    [{ kind: "no_answer", delay: 300 }, "ECONNRESET"],
  ] as const)("delivers %j after its delay", async (fault, outcome) => {
    emulator.fail(fault);
    const asked = ask();
    asked.catch(() => {});
    await vi.advanceTimersByTimeAsync(299);
    expect(await state(asked)).toBe("pending");
    await vi.advanceTimersByTimeAsync(1);
    expect(await state(asked)).toBe(outcome);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("turns a delay beyond the timeout into a timeout", async () => {
    emulator.fail({ kind: "latency", delay: 300 });
    const asked = ask(200);
    asked.catch(() => {});
    await vi.advanceTimersByTimeAsync(200);
    expect(await state(asked)).toBe("ETIMEDOUT");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("sets no timer for an answer without a fault", async () => {
    await ask();
    expect(vi.getTimerCount()).toBe(0);
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return expect.fail("nothing was thrown");
}
