// Observes the requests of a client, over an emulator and over hosts that fail.

import { inspect } from "node:util";
import { SecretStoreClient, type HttpClient, type SecretStoreOptions } from "stripe-secret-store";
import { observe, type RequestEvent, type ResponseEvent } from "stripe-secret-store/observe";
import { createEmulator } from "stripe-secret-store/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { clientOver, errorOf, recording, respond, scripted, USER, wrong } from "../support/client";

let asked: RequestEvent[];
let answered: ResponseEvent[];
beforeEach(() => {
  asked = [];
  answered = [];
});
afterEach(() => vi.useRealTimers());

const observed = (httpClient: HttpClient, options: Partial<SecretStoreOptions> = {}) =>
  clientOver(observe(httpClient, { onRequest: (event) => asked.push(event), onResponse: (event) => answered.push(event) }), options);

test("reports each operation with its scope, attempt, status, duration and request id", async () => {
  const emulator = createEmulator();
  const secrets = observed(emulator.httpClient({ user: USER }));
  await secrets.createSecret({ name: "n", payload: "p" });
  await secrets.findSecret({ name: "n", scope: "account" });
  await secrets.listSecrets({ scope: "account" });
  await secrets.deleteSecret({ name: "n" });
  const event = { attempt: 1, duration: expect.any(Number), requestId: expect.stringMatching(/^req_/), error: undefined };
  expect(answered).toEqual([
    { ...event, id: 1, operation: "create", scopeType: "user", status: 200 },
    { ...event, id: 2, operation: "find", scopeType: "account", status: 404 },
    { ...event, id: 3, operation: "list", scopeType: "account", status: 200 },
    { ...event, id: 4, operation: "delete", scopeType: "user", status: 200 },
  ]);
  expect(asked).toEqual(answered.map(({ id, operation, scopeType, attempt }) => ({ id, operation, scopeType, attempt })));
  for (const { duration } of answered) expect(duration).toBeGreaterThanOrEqual(0);
});

test("counts the attempts of a call", async () => {
  vi.useFakeTimers();
  const secrets = observed(scripted({ status: 500 }, { status: 429 }, { status: 404, json: { error: { code: "resource_missing" } } }), {
    maxNetworkRetries: 2,
  });
  const call = secrets.findSecret({ name: "n" });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await call).toBeNull();
  expect(answered.map(({ id, attempt, status }) => [id, attempt, status])).toEqual([
    [1, 1, 500],
    [2, 2, 429],
    [3, 3, 404],
  ]);
});

test("measures the time until the answer begins", async () => {
  vi.useFakeTimers();
  const httpClient = recording(() => new Promise((resolve) => setTimeout(() => resolve(respond({ status: 401 })), 1_234)));
  const call = errorOf(() => observed(httpClient).listSecrets());
  await vi.advanceTimersByTimeAsync(1_234);
  await call;
  expect(answered).toMatchObject([{ duration: 1_234, status: 401 }]);
});

describe("reports a request that", () => {
  test.each([
    ["rejects", () => Promise.reject(new Error("refused"))],
    [
      "throws",
      () => {
        throw new Error("refused");
      },
    ],
  ])("%s", async (_, answer) => {
    const error = await errorOf(() => observed(recording(answer)).listSecrets());
    expect(error).toMatchObject({ code: "connection_failed", cause: { message: "refused" } });
    expect(answered).toMatchObject([{ id: 1, status: undefined, requestId: undefined, error: "connection_failed" }]);
  });

  test("takes too long by the HTTP client's own clock", async () => {
    const httpClient = recording(() => Promise.reject(Object.assign(new Error("late"), { code: "ETIMEDOUT" })));
    await errorOf(() => observed(httpClient).listSecrets());
    expect(answered).toMatchObject([{ status: undefined, error: "timeout" }]);
  });

  test("is never answered, at the time limit", async () => {
    vi.useFakeTimers();
    const call = errorOf(() =>
      observed(
        recording(() => new Promise(() => {})),
        { timeout: 5_000 },
      ).listSecrets(),
    );
    await vi.advanceTimersByTimeAsync(4_999);
    expect(answered).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await call).toMatchObject({ code: "timeout" });
    expect(answered).toMatchObject([{ duration: 5_000, status: undefined, error: "timeout" }]);
  });

  test.each(["before", "after"])("is aborted %s the host has it", async (when) => {
    const aborter = new AbortController();
    const httpClient = recording(() => {
      if (when === "before") aborter.abort();
      else setTimeout(() => aborter.abort());
      return new Promise(() => {});
    });
    const error = await errorOf(() => observed(httpClient).listSecrets({}, { signal: aborter.signal }));
    expect(error).toMatchObject({ code: "aborted" });
    expect(answered).toMatchObject([{ status: undefined, error: "aborted" }]);
  });

  test("is answered late, once", async () => {
    vi.useFakeTimers();
    const httpClient = recording(() => new Promise((resolve) => setTimeout(() => resolve(respond({ status: 200 })), 2_000)));
    const call = errorOf(() => observed(httpClient, { timeout: 1_000 }).listSecrets());
    await vi.advanceTimersByTimeAsync(3_000);
    await call;
    expect(answered).toMatchObject([{ error: "timeout" }]);
  });

  test.each<[string, object | undefined]>([
    ["nothing", undefined],
    [
      "an answer that cannot be read",
      {
        getStatusCode: () => {
          throw new Error("no");
        },
      },
    ],
    ["an impossible status", respond({ status: wrong("200") })],
  ])("gets %s", async (_, answer) => {
    const error = await errorOf(() => observed(recording(() => wrong(answer))).listSecrets());
    expect(error.code).toBe("unreadable_response");
    expect(answered).toMatchObject([{ status: undefined, requestId: undefined, error: undefined }]);
  });
});

test.each([
  ["a plain object", { "Request-ID": "req_1" }, "req_1"],
  ["Headers", new Headers({ "request-id": "req_1" }), "req_1"],
  ["none", {}, undefined],
  ["another text", { "request-id": "made-up-payload" }, undefined],
  ["a list", { "request-id": ["req_1"] }, undefined],
])("reads the request id from headers of the kind: %s", async (_, headers, requestId) => {
  await errorOf(() => observed(scripted({ status: 401, json: {}, headers })).listSecrets());
  expect(answered).toMatchObject([{ status: 401, requestId }]);
});

test("passes on no name, payload, key, token, user or account", async () => {
  const SECRETS = ["s3cret-name", "s3cret-payload", "sk_test_s3cret", "usr_s3cret", "acct_s3cret", "ctx_s3cret", "key-s3cret"];
  const seen: unknown[] = [];
  const see = (...given: unknown[]) => seen.push(given);
  // A host that repeats the whole request in each part of its answer, or in its error.
  const echo = recording((before, request) => {
    const all = JSON.stringify(request);
    if (before % 2) throw new Error(all);
    return respond({ status: 200, json: { error: { message: all } }, headers: { "request-id": `req_${all}`, [all]: all } });
  });
  const secrets = new SecretStoreClient({
    httpClient: observe(echo, { onRequest: see, onResponse: see }),
    apiKey: "sk_test_s3cret",
    stripeAccount: "acct_s3cret",
    stripeContext: "ctx_s3cret",
    scope: { type: "user", user: "usr_s3cret" },
    maxNetworkRetries: 0,
  });
  const options = { idempotencyKey: "key-s3cret" };
  for (let call = 0; call < 2; call++) {
    await errorOf(() => secrets.createSecret({ name: "s3cret-name", payload: "s3cret-payload" }, options));
    await errorOf(() => secrets.findSecret({ name: "s3cret-name" }));
    await errorOf(() => secrets.deleteSecret({ name: "s3cret-name" }, options));
    await errorOf(() => secrets.listSecrets({ starting_after: "s3cret-name" }));
  }
  expect(echo.sent).toHaveLength(8);
  expect(seen).toHaveLength(16);
  const shown = inspect(seen, { depth: null, showHidden: true }) + JSON.stringify(seen);
  for (const secret of SECRETS) {
    expect(JSON.stringify(echo.sent)).toContain(secret);
    expect(shown).not.toContain(secret);
  }
  expect(shown).not.toContain("s3cret");
});

describe("a callback cannot harm the call", () => {
  const THROWING: Record<string, (event: object) => unknown> = {
    "that throws": () => {
      throw new Error("mine");
    },
    "that throws undefined": () => {
      throw undefined;
    },
    "that rejects": () => Promise.reject(new Error("mine")),
    "that returns what cannot be read": () =>
      new Proxy(
        {},
        {
          get: () => {
            throw new Error("mine");
          },
        },
      ),
    "that never settles": () => new Promise(() => {}),
    "that changes its event": (event) => Object.assign(event, { id: 7, operation: "changed", status: 7 }),
  };

  test.each(Object.entries(THROWING))("%s", async (_, callback) => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const emulator = createEmulator();
    const later: ResponseEvent[] = [];
    const watching = observe(emulator.httpClient({ user: USER }), { onRequest: callback, onResponse: callback });
    const secrets = clientOver(observe(watching, { onResponse: (event) => later.push(event) }));
    await secrets.createSecret({ name: "n", payload: "p" });
    expect(await secrets.findSecret({ name: "n" })).toMatchObject({ payload: "p" });
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(later.map(({ operation, status }) => [operation, status])).toEqual([
      ["create", 200],
      ["find", 200],
    ]);
  });
});

describe("leaves alone", () => {
  test("the arguments, the answer and the name of the HTTP client", async () => {
    const answer = respond({ status: 200 });
    const inner = { getClientName: () => "mine", makeRequest: vi.fn(async () => answer) };
    const { makeRequest, getClientName } = observe(inner, {});
    const args = ["h", "443", "/v1/apps/secrets?scope[type]=user", "GET", { a: "b" }, "", "https", 1_000, 2, null] as const;
    expect(await (makeRequest as (...args: unknown[]) => unknown)(...args)).toBe(answer);
    expect(inner.makeRequest.mock.calls).toEqual([args]);
    expect(getClientName()).toBe("mine");
  });

  test("requests for anything other than secrets", async () => {
    const inner = recording(() => respond({ status: 200 }));
    const { makeRequest } = observe(inner, { onRequest: (event) => asked.push(event), onResponse: (event) => answered.push(event) });
    for (const path of [
      "/v1/customers",
      "/v1/apps/secrets/other?scope[type]=user",
      "/v1/apps/secretsx",
      "/v1/apps/secrets?name=scope[type]=user",
    ])
      await makeRequest("h", "443", path, "GET", {}, "", "https", 1_000);
    expect(inner.sent).toHaveLength(4);
    expect([asked, answered]).toEqual([[], []]);
  });

  test("a lazy promise, whose then is called once", async () => {
    const then = vi.fn((resolve: (answer: unknown) => void) => resolve(respond({ status: 401 })));
    await errorOf(() => observed({ getClientName: () => "lazy", makeRequest: () => wrong({ then }) }).listSecrets());
    expect(then).toHaveBeenCalledTimes(1);
  });

  test("the timers and the signal, once the call has ended", async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const [added, removed] = [vi.spyOn(signal, "addEventListener"), vi.spyOn(signal, "removeEventListener")];
    await errorOf(() => observed(scripted({ status: 401 })).listSecrets({}, { signal }));
    expect(vi.getTimerCount()).toBe(0);
    const listeners = (calls: unknown[][]) => new Set(calls.map(([, listener]) => listener));
    expect(listeners(removed.mock.calls)).toEqual(listeners(added.mock.calls));
    expect(added).toHaveBeenCalled();
  });

  test("the check for a real key in an extension", async () => {
    const sdk = { getClientName: () => "stripe-ui-extension", makeRequest: async () => respond({ status: 200 }) };
    const error = await errorOf(() => new SecretStoreClient({ httpClient: observe(sdk, {}), apiKey: "sk_test_made_up" }));
    expect(error).toMatchObject({ code: "invalid_option", param: "apiKey" });
  });
});

test.each([
  [{}, {}, "httpClient", "httpClient must have makeRequest(): pass an HTTP client, not a SecretStoreClient."],
  [undefined, {}, "httpClient", "httpClient must have makeRequest(): pass an HTTP client, not a SecretStoreClient."],
  [scripted(), { onRequest: 1 }, "onRequest", "onRequest must be a function."],
  [scripted(), { onResponse: "log" }, "onResponse", "onResponse must be a function."],
  [scripted(), { onError: () => {} }, "onError", "onError is unknown: pass { onRequest, onResponse }."],
])("refuses %j with %j", async (httpClient, options, param, message) => {
  expect(await errorOf(() => observe(wrong(httpClient), wrong(options)))).toMatchObject({ code: "invalid_option", param, message });
});
