// Checks the service's errors: each has its code and fields, and is retried if that may help.

import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SERVICE_CASES } from "../cases/service-cases";
import { aRefusal, aSecret, clientOver, errorOf, respond, recording, scripted, type ScriptedAnswer } from "../support/client";

const params = { name: "token", payload: "a payload" };

describe("without retries", () => {
  test.each(SERVICE_CASES)("$status, $what: $code", async ({ what: _, code, knows, retryable = false, ...answer }) => {
    const headers = { "request-id": "req_123" };
    const httpClient = scripted({ ...answer, headers });
    const error = await errorOf(() => clientOver(httpClient).createSecret(params));
    const { stripeCode, param, docUrl, status, requestId, attempts } = error;
    expect({ code: error.code, retryable: error.retryable, stripeCode, param, docUrl, status, requestId, attempts }).toEqual({
      code,
      retryable,
      stripeCode: knows?.stripeCode,
      param: knows?.param,
      docUrl: knows?.docUrl,
      status: answer.status,
      requestId: "req_123",
      attempts: 1,
    });
    expect(error.message).not.toBe("");
    expect(httpClient.sent).toHaveLength(1);
  });

  test("puts the service's text into the message", async () => {
    const message = "You passed something that Stripe does not like.";
    const httpClient = scripted({ status: 400, json: aRefusal({ message }) });
    expect((await errorOf(() => clientOver(httpClient).createSecret(params))).message).toContain(message);
  });

  test.each([
    ["a plain object in lower case", { "request-id": "req_1" }],
    ["a plain object as it was sent", { "Request-Id": "req_1" }],
    ["a Headers object", new Headers({ "request-id": "req_1" })],
    ["a Map", new Map([["request-id", "req_1"]])],
  ])("reads the request's id from %s", async (_, headers) => {
    const error = await errorOf(() => clientOver(scripted({ status: 400, json: aRefusal({}), headers })).listSecrets());
    expect(error.requestId).toBe("req_1");
  });

  test.each([null, undefined, "headers", 1, { "request-id": 7 }])("accepts invalid headers (%j)", async (headers) => {
    const error = await errorOf(() => clientOver(scripted({ status: 400, json: aRefusal({}), headers: headers as object })).listSecrets());
    expect(error).toMatchObject({ code: "invalid_request", status: 400 });
    expect(error.requestId).toBeUndefined();
  });

  // As findSecret's declaration says, a missing secret is null, so not_found would have no meaning.
  test("does not take a 404 without Stripe's code for a missing secret, since it may be another server's", async () => {
    const error = await errorOf(() => clientOver(scripted({ status: 404 })).findSecret({ name: "token" }));
    expect(error.status).toBe(404);
    expect(error.code).not.toBe("not_found");
  });
});

describe("with retries", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const good = { status: 200, json: aSecret() };

  /** Makes a write that gets these answers one after the other. Returns its result and its requests. */
  async function write(answers: ScriptedAnswer[], maxNetworkRetries?: number) {
    const moments: number[] = [];
    const httpClient = recording((before) => {
      moments.push(Date.now());
      return respond(answers[Math.min(before, answers.length - 1)]!);
    });
    const secrets = clientOver(httpClient, { maxNetworkRetries } as object);
    const ending = secrets.createSecret(params).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    const waits = moments.slice(1).map((moment, index) => moment - moments[index]!);
    return { ending: await ending, sent: httpClient.sent, waits };
  }

  test.each([409, 429, 500, 502, 503, 504])("retries %i twice", async (status) => {
    const { ending, sent, waits } = await write([{ status }]);
    expect(ending).toMatchObject({ status, attempts: 3 });
    expect(sent).toHaveLength(3);
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(500);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([400, 401, 402, 403, 404])("does not retry %i", async (status) => {
    const { ending, sent } = await write([{ status }]);
    expect(ending).toMatchObject({ status, attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  test("returns the first good answer", async () => {
    const { ending, sent } = await write([{ status: 503 }, { status: 429 }, good]);
    expect(ending).toEqual(aSecret());
    expect(sent).toHaveLength(3);
  });

  test("sends the same request in each attempt, with the same idempotency key", async () => {
    const { sent } = await write([{ status: 500 }], 4);
    expect(sent).toHaveLength(5);
    expect(sent[0]!.headers["Idempotency-Key"]).toBeTruthy();
    for (const again of sent) expect(again).toEqual(sent[0]);
  });

  test("obeys Stripe-Should-Retry in both ways", async () => {
    const no = await write([{ status: 500, headers: { "stripe-should-retry": "false" } }]);
    expect(no.sent).toHaveLength(1);
    const yes = await write([{ status: 400, headers: { "stripe-should-retry": "true" } }, good]);
    expect(yes.ending).toEqual(aSecret());
    expect(yes.sent).toHaveLength(2);
  });

  test("waits longer after a rate limit, but not endlessly", async () => {
    const limited = await write([{ status: 429 }], 10);
    const failing = await write([{ status: 500 }], 10);
    expect(Math.min(...limited.waits)).toBeGreaterThanOrEqual(2_000);
    expect(Math.max(...limited.waits)).toBeLessThanOrEqual(10_000);
    expect(Math.max(...failing.waits)).toBeLessThanOrEqual(5_000);
    expect(limited.sent).toHaveLength(11);
  });

  test("uses the call's own number of retries", async () => {
    const httpClient = scripted({ status: 500 });
    const secrets = clientOver(httpClient, { maxNetworkRetries: 5 });
    await errorOf(() => secrets.listSecrets({}, { maxNetworkRetries: 0 }));
    expect(httpClient.sent).toHaveLength(1);
  });
});

describe("keeps a payload out of errors", () => {
  const PAYLOADS = [
    "s3cr3t-t0ken-0f-the-user",
    "with spaces & [marks] = 100%",
    "ünïcödé 😀 payload",
    "two\nlines of it",
    'quoted "payload"',
  ];

  /** Returns all printed forms of an error. */
  function everything(error: Error) {
    const shown = [
      error.message,
      String(error),
      error.stack ?? "",
      JSON.stringify(error),
      inspect(error, { depth: 9, showHidden: true, getters: true }),
    ];
    const own = Object.getOwnPropertyNames(error).map((name) => String((error as unknown as Record<string, unknown>)[name]));
    return [...shown, ...own].join("\n");
  }

  test.each(PAYLOADS)("that the service repeats: %j", async (payload) => {
    await expectHidden(payload, payload);
  });

  test.each(PAYLOADS)("that the service repeats as it was sent: %j", async (payload) => {
    await expectHidden(payload, encodeURIComponent(payload));
  });

  test("that is longer than a text of an error", async () => {
    const payload = "made up-".repeat(600);
    for (const repeated of [payload, encodeURIComponent(payload)]) {
      const json = aRefusal({ message: `Invalid: ${repeated}`, code: repeated, param: repeated, doc_url: repeated });
      const thrown = await errorOf(() => clientOver(scripted({ status: 400, json })).createSecret({ name: "token", payload }));
      expect(everything(thrown)).not.toMatch(/made( |%20)up/);
    }
  });

  async function expectHidden(payload: string, repeated: string) {
    const json = aRefusal({ message: `Invalid payload: '${repeated}'.`, param: "payload" });
    for (const status of [400, 404, 500]) {
      const thrown = await errorOf(() => clientOver(scripted({ status, json })).createSecret({ name: "token", payload }));
      expect(everything(thrown)).not.toContain(repeated);
    }
  }

  test.each(PAYLOADS)("that is refused before it is sent: %j", async (payload) => {
    const secrets = clientOver(scripted({ status: 500 }));
    const wrongs = [
      { payload: `${payload}\ud800` },
      { payload: payload.repeat(5_000) },
      { payload: `${payload} 4242424242424242` },
      { payload, expires_at: 1 },
    ];
    for (const change of wrongs) {
      const thrown = await errorOf(() => secrets.createSecret({ name: "token", ...change }));
      expect(everything(thrown)).not.toContain(payload);
    }
  });

  test("keeps a key out of errors", async () => {
    const apiKey = "sk_test_made_up_and_long_enough";
    for (const answer of SERVICE_CASES) {
      const thrown = await errorOf(() => clientOver(scripted(answer), { apiKey }).createSecret(params));
      expect(everything(thrown)).not.toContain(apiKey);
    }
    expect(everything(await errorOf(() => clientOver(scripted({ status: 500 }), { apiKey: `${apiKey} ` })))).not.toContain(apiKey);
  });
});
