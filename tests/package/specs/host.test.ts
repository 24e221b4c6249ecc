// Checks that a call ends for every behaviour of the HTTP client, and that its error has the reason.

import { getEventListeners } from "node:events";
import { SecretStoreError } from "stripe-secret-store";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HOST_CASES } from "../cases/host-cases";
import { HOSTILE_CASES } from "../cases/hostile-host-cases";
import { aSecret, clientOver, errorOf, recording, respond, scripted, wrong, type Response } from "../support/client";

const params = { name: "token", payload: "a payload" };
const ALL_CASES = [...HOST_CASES, ...HOSTILE_CASES];
const never = () => new Promise<Response>(() => {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  // A remaining timer would keep a Node process alive, and a page busy.
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** Returns a good host's answer to a request with this path. */
function goodFor(path: string) {
  if (path.endsWith("/delete")) return { ...aSecret(), deleted: true };
  if (path.includes("/find")) return { ...aSecret(), payload: "a payload" };
  return path.includes("?") ? { object: "list", data: [aSecret()], has_more: false, url: "/v1/apps/secrets" } : aSecret();
}

/** Returns the result of a call, while time passes. */
async function ending(call: Promise<unknown>) {
  const [error] = await Promise.all([errorOf(() => call), vi.runAllTimersAsync()]);
  return error;
}

describe("an HTTP client", () => {
  test.each(ALL_CASES)("ends a call with $code if it $what", async ({ code, makeRequest, cause, status }) => {
    const httpClient = { getClientName: () => "test", makeRequest: wrong(makeRequest) };
    const error = await ending(clientOver(httpClient).createSecret(params));
    expect({ code: error.code, status: error.status, attempts: error.attempts }).toEqual({ code, status, attempts: 1 });
    if (cause !== undefined) expect(error.cause).toBe(cause);
  });

  // No exact result is required: the call ends, an error is ours, and the client still works.
  test.each(ALL_CASES)("breaks no call of any kind and no later call if it $what", async ({ makeRequest }) => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    let hostile = true;
    const httpClient = recording((_, { path }) => (hostile ? wrong(makeRequest()) : respond({ status: 200, json: goodFor(path) })));
    const secrets = clientOver(httpClient, { timeout: 1_000 });
    const { signal } = new AbortController();
    const calls = () => [
      secrets.createSecret(params, { signal }),
      secrets.findSecret({ name: "token" }, { signal }),
      secrets.listSecrets({}, { signal }),
      secrets.deleteSecret({ name: "token" }, { signal }),
    ];
    const settling = Promise.allSettled(calls());
    await vi.runAllTimersAsync();
    const endings = await settling;
    expect(httpClient.sent).toHaveLength(4);
    for (const ending of endings) {
      if (ending.status === "fulfilled") continue;
      expect(SecretStoreError.is(ending.reason)).toBe(true);
      // All outputs of an error, without the host's own text.
      const { cause: _, ...fields } = ending.reason as SecretStoreError;
      const printed = `${(ending.reason as SecretStoreError).stack} ${JSON.stringify(fields)}`;
      for (const secret of [params.payload, "DO_NOT_PASS_A_REAL_API_KEY"]) expect(printed).not.toContain(secret);
    }
    expect(getEventListeners(signal, "abort")).toEqual([]);
    hostile = false;
    for (const answer of await Promise.all(calls())) expect(answer).toBeTruthy();
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test.each(ALL_CASES.filter(({ code }) => ["connection_failed", "timeout"].includes(code)))(
    "is retried twice if it $what",
    async ({ code, makeRequest }) => {
      const httpClient = recording(makeRequest);
      const error = await ending(clientOver(httpClient, { maxNetworkRetries: 2 }).createSecret(params));
      expect(error).toMatchObject({ code, attempts: 3, retryable: true });
      expect(new Set(httpClient.sent.map(({ headers }) => headers["Idempotency-Key"])).size).toBe(1);
    },
  );

  test("may return a thenable instead of a promise", async () => {
    const then = (resolve: (response: Response) => void) => resolve(respond({ status: 200, json: aSecret() }));
    const secrets = clientOver({ getClientName: () => "test", makeRequest: () => wrong({ then }) });
    expect(await secrets.createSecret(params)).toEqual(aSecret());
  });

  test("is called as a method, with new headers each time", async () => {
    class Host {
      seen: object[] = [];
      getClientName = () => "test";
      async makeRequest(_host: string, _port: string, _path: string, _method: string, headers: Record<string, string>) {
        this.seen.push({ ...headers });
        for (const name of Object.keys(headers)) delete headers[name];
        return respond({ status: 200, json: { ...aSecret(), deleted: true } });
      }
    }
    const host = new Host();
    const secrets = clientOver(host);
    for (let call = 0; call < 2; call += 1) await secrets.deleteSecret({ name: "token" }, { idempotencyKey: "k" });
    expect(host.seen[0]).toEqual(host.seen[1]);
  });
});

describe("a timeout", () => {
  test("applies to each attempt", async () => {
    const started = Date.now();
    const error = await ending(clientOver(recording(never), { timeout: 10_000 }).createSecret(params));
    expect(error).toMatchObject({ code: "timeout", retryable: true });
    expect(Date.now() - started).toBe(10_000);
  });

  test("is 80 seconds by default", async () => {
    const started = Date.now();
    await ending(clientOver(recording(never)).createSecret(params));
    expect(Date.now() - started).toBe(80_000);
  });

  test("ends the call with an error if the page's setTimeout throws", async () => {
    const broken = new Error("No timers here.");
    vi.stubGlobal("setTimeout", () => {
      throw broken;
    });
    try {
      const error = await errorOf(() => clientOver(recording(never)).createSecret(params));
      expect({ code: error.code, cause: error.cause }).toEqual({ code: "unexpected_failure", cause: broken });
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("leaves no timer after the answer", async () => {
    await clientOver(scripted({ status: 200, json: aSecret() })).createSecret(params);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a signal", () => {
  const reason = new Error("enough");

  test("prevents the request if it is aborted before the call", async () => {
    const httpClient = scripted({ status: 200, json: aSecret() });
    const error = await ending(clientOver(httpClient).createSecret(params, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ code: "aborted", attempts: 0, retryable: false });
    expect(error.cause).toBe(reason);
    expect(httpClient.sent).toEqual([]);
  });

  test("ends the call if it is aborted during the request", async () => {
    const { signal, abort } = aborting();
    const call = clientOver(recording(never), { maxNetworkRetries: 2 }).createSecret(params, { signal });
    setTimeout(abort, 5);
    const error = await ending(call);
    expect(error).toMatchObject({ code: "aborted", attempts: 1 });
    expect(error.cause).toBe(reason);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("ends the call if the host aborts it during the request", async () => {
    const { signal, abort } = aborting();
    const httpClient = recording(() => {
      abort();
      return never();
    });
    expect(await ending(clientOver(httpClient).createSecret(params, { signal }))).toMatchObject({ code: "aborted", attempts: 1 });
  });

  test("ends the call if it is aborted while the JSON is read", async () => {
    const { signal, abort } = aborting();
    const call = clientOver(recording(() => ({ ...respond({ status: 200 }), toJSON: never }))).createSecret(params, { signal });
    setTimeout(abort, 5);
    expect(await ending(call)).toMatchObject({ code: "aborted", attempts: 1 });
  });

  test("prevents a retry if it is aborted before that", async () => {
    const { signal, abort } = aborting();
    const httpClient = scripted({ status: 500 });
    const call = clientOver(httpClient, { maxNetworkRetries: 2 }).createSecret(params, { signal });
    setTimeout(abort, 100);
    expect(await ending(call)).toMatchObject({ code: "aborted", attempts: 1 });
    expect(httpClient.sent).toHaveLength(1);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("has no effect and keeps no listener after the answer", async () => {
    const { signal, abort } = aborting();
    expect(await clientOver(scripted({ status: 200, json: aSecret() })).createSecret(params, { signal })).toEqual(aSecret());
    expect(getEventListeners(signal, "abort")).toEqual([]);
    abort();
  });

  function aborting() {
    const controller = new AbortController();
    return { signal: controller.signal, abort: () => controller.abort(reason) };
  }
});

test("gives a thousand concurrent calls their own answers", async () => {
  const httpClient = recording((_, { body }) => {
    const name = new URLSearchParams(body ?? "").get("name") ?? "";
    return respond({ status: 200, json: aSecret({ name }) });
  });
  const secrets = clientOver(httpClient);
  const names = Array.from({ length: 1_000 }, (_, index) => `token ${index}`);
  const answers = await Promise.all(names.map((name) => secrets.createSecret({ name, payload: "p" })));
  expect(answers.map(({ name }) => name)).toEqual(names);
});
