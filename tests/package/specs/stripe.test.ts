// Compares `stripe-secret-store/stripe` with stripe-node itself: both make the same calls, and get the same answers.

import { createRequire } from "node:module";
import { inspect } from "node:util";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createSecrets, createSecretsWith, type StripeCompatibleError } from "stripe-secret-store/stripe";
import { createEmulator } from "stripe-secret-store/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { SERVICE_CASES } from "../cases/service-cases";
import { aRefusal, recording, respond, scripted, USER, wrong, type ScriptedAnswer } from "../support/client";

const require = createRequire(import.meta.url);
// An `import` would bring their declarations for the module `stripe`, and replace those of 23.1.
const [Stripe13, Stripe17] = [require("stripe-13"), require("stripe-17")] as (typeof Stripe)[];

const account = { type: "account" } as const;
const user = { type: "user", user: USER } as const;
const KEY = "sk_test_made_up";

type Secrets = ReturnType<typeof createSecrets>;
/** A client of stripe-node, of any version, with the types of ours. */
type Theirs = Secrets;

const theirsOver = (httpClient: object, options: object = {}, Class: unknown = Stripe) =>
  new (Class as typeof Stripe)(KEY, { httpClient: httpClient as never, maxNetworkRetries: 0, telemetry: false, ...options }).apps
    .secrets as unknown as Theirs;
const oursOver = (httpClient: object, options: object = {}) =>
  createSecrets({ httpClient: httpClient as never, apiKey: KEY, maxNetworkRetries: 0, ...options });

/** Returns a value without what differs between two runs. */
const comparable = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value ?? null)
      .replace(/appsecret_\w+/g, "appsecret")
      .replace(/"created":\d+/g, '"created":0'),
  ) as unknown;

const errorOf = (promise: Promise<unknown>): Promise<StripeCompatibleError> =>
  promise.then(
    (value) => expect.fail(`no error but ${inspect(value)}`),
    (error) => error as StripeCompatibleError,
  );

describe("over the emulator", () => {
  let emulators: ReturnType<typeof createEmulator>[];
  let both: [Secrets, Theirs];
  beforeEach(() => {
    emulators = [createEmulator(), createEmulator()];
    both = [oursOver(emulators[0]!.httpClient()), theirsOver(emulators[1]!.httpClient())];
  });

  /** Acts with both, and returns the same result of both. */
  async function sameOf<T>(act: (secrets: Secrets) => Promise<T>): Promise<T> {
    const [ours, theirs] = await Promise.all(both.map(act));
    expect(comparable(ours)).toEqual(comparable(theirs));
    return ours!;
  }

  const CALLS: [what: string, act: (secrets: Secrets) => Promise<unknown>][] = [
    ["creates", (secrets) => secrets.create({ name: "other", payload: "p ü &=", scope: user })],
    ["creates with an expiry", (secrets) => secrets.create({ name: "n", payload: "p", scope: account, expires_at: 4_000_000_000 })],
    ["creates with the payload expanded", (secrets) => secrets.create({ name: "n", payload: "p", scope: account, expand: ["payload"] })],
    ["finds with the payload", (secrets) => secrets.find({ name: "token", scope: user, expand: ["payload"] })],
    ["finds without the payload", (secrets) => secrets.find({ name: "token", scope: user })],
    ["lists a page", (secrets) => secrets.list({ scope: user, limit: 1 })],
    ["deletes", (secrets) => secrets.deleteWhere({ name: "token", scope: user })],
  ];

  test.each(CALLS)("%s as stripe-node does", async (_, act) => {
    for (const secrets of both) for (const name of ["token", "second"]) await secrets.create({ name, payload: `of ${name}`, scope: user });
    await sameOf(act);
  });

  const REFUSED: [what: string, act: (secrets: Secrets) => Promise<unknown>][] = [
    ["a secret that is not there", (secrets) => secrets.find({ name: "nothing", scope: user, expand: ["payload"] })],
    ["the deletion of one", (secrets) => secrets.deleteWhere({ name: "nothing", scope: account })],
    ["an account that is not the key's", (secrets) => secrets.list({ scope: account }, { stripeAccount: "acct_other" })],
    [
      "an idempotency key with other parameters",
      (secrets) => secrets.create({ name: "n", payload: "p", scope: user }, { idempotencyKey: "k" }),
    ],
    ["a cursor that is not there", (secrets) => secrets.list({ scope: user, starting_after: "appsecret_nothing" })],
  ];

  test.each(REFUSED)("rejects %s with the fields of stripe-node's error", async (_, act) => {
    for (const secrets of both) await secrets.create({ name: "first", payload: "p", scope: user }, { idempotencyKey: "k" });
    const [ours, theirs] = await Promise.all(both.map((secrets) => errorOf(act(secrets))));
    const fieldsOf = ({ type, rawType, code, statusCode, param, message, doc_url }: StripeCompatibleError) => ({
      ...{ type, rawType, code, statusCode, param, message, doc_url },
    });
    expect(fieldsOf(ours!)).toEqual(fieldsOf(theirs!));
    expect(ours!.requestId).toMatch(/^req_/);
    expect(ours!.raw).toMatchObject({ type: theirs!.rawType, message: theirs!.message, statusCode: theirs!.statusCode });
  });

  test("adds lastResponse to each result, and does not enumerate it", async () => {
    const [ours, theirs] = await Promise.all(both.map((secrets) => secrets.create({ name: "n", payload: "p", scope: user })));
    expect(ours!.lastResponse).toMatchObject({ statusCode: 200, requestId: expect.stringMatching(/^req_/) });
    expect(ours!.lastResponse.headers["request-id"]).toBe(ours!.lastResponse.requestId);
    expect(ours!.lastResponse.apiVersion).toBe(theirs!.lastResponse.apiVersion);
    expect(Object.keys(ours!)).toEqual(Object.keys(theirs!));
  });

  describe("with ten secrets in three pages", () => {
    beforeEach(async () => {
      for (const secrets of both) for (let n = 0; n < 10; n++) await secrets.create({ name: `secret ${n}`, payload: "p", scope: account });
    });
    const list = (secrets: Secrets) => secrets.list({ scope: account, limit: 4 });
    const requests = () => emulators.map(({ requests }) => requests.filter(({ method }) => method === "GET").length);

    const WAYS: Record<string, (secrets: Secrets) => Promise<unknown>> = {
      "for await": async (secrets) => {
        const names: string[] = [];
        for await (const { name } of list(secrets)) names.push(name);
        return names;
      },
      "for await with a break": async (secrets) => {
        const names: string[] = [];
        for await (const { name } of list(secrets)) if (names.push(name) === 5) break;
        return names;
      },
      autoPagingToArray: (secrets) => list(secrets).autoPagingToArray({ limit: 100 }),
      "autoPagingToArray with a limit": (secrets) => list(secrets).autoPagingToArray({ limit: 4 }),
      "autoPagingToArray with a callback": (secrets) =>
        new Promise((resolve, reject) =>
          list(secrets).autoPagingToArray({ limit: 6 }, (error, items) => (error ? reject(error as Error) : resolve(items))),
        ),
      autoPagingEach: async (secrets) => {
        const names: string[] = [];
        await list(secrets).autoPagingEach(({ name }) => void names.push(name));
        return names;
      },
      "autoPagingEach until a promise of false": async (secrets) => {
        const names: string[] = [];
        await list(secrets).autoPagingEach(async ({ name }) => names.push(name) < 5);
        return names;
      },
      "autoPagingEach with a second parameter": async (secrets) => {
        const names: string[] = [];
        await list(secrets).autoPagingEach(({ name }, next) => next(names.push(name) < 7));
        return names;
      },
      "autoPagingEach with a callback at the end": (secrets) => new Promise((resolve) => list(secrets).autoPagingEach(() => {}, resolve)),
      "next at the same time": async (secrets) => {
        const all = list(secrets);
        return Promise.all([all.next(), all.next()]);
      },
      "backwards from a cursor": async (secrets) => {
        const { data } = await list(secrets);
        const names: string[] = [];
        for await (const { name } of secrets.list({ scope: account, limit: 2, ending_before: data[3]!.id })) names.push(name);
        return names;
      },
    };

    test.each(Object.entries(WAYS))("reads them by %s", async (_, act) => {
      await sameOf(act);
      const [ours, theirs] = requests();
      expect(ours).toBe(theirs);
    });

    test("asks for a page again after an error", async () => {
      const all = list(both[0]);
      for (let n = 0; n < 4; n++) await all.next();
      emulators[0]!.fail({ kind: "status", status: 500 });
      expect(await errorOf(all.next())).toMatchObject({ type: "StripeAPIError", statusCode: 500 });
      expect((await all.next()).value).toMatchObject({ name: "secret 5" });
    });

    test.each([undefined, {}, { limit: 0 }, { limit: 10_001 }])("requires a limit for an array, not %j", (options) => {
      expect(() => list(both[0]).autoPagingToArray(wrong(options))).toThrow("limit must be 1 to 10,000");
    });
  });
});

/** Stripe's answers, with the type that belongs to each status. stripe-node 13 and 17 choose the class by the type, and 23 by the status. */
const ANSWERS: (ScriptedAnswer & { what: string })[] = [
  ...SERVICE_CASES.filter(({ json }) => typeof (json as { error?: { message?: string } } | undefined)?.error?.message === "string"),
  ...[400, 401, 403, 404, 429, 500, 503].map((status) => ({
    what: `status ${status}`,
    status,
    json: aRefusal({ ...(status >= 500 ? { type: "api_error" } : {}), message: "Made up.", code: "made_up", param: "name" }),
    headers: { "request-id": "req_1" },
  })),
  { what: "an idempotency error", status: 400, json: aRefusal({ type: "idempotency_error", message: "Another key, please." }) },
];

describe.each([
  ["13.11", Stripe13],
  ["17.7", Stripe17],
  ["23.1", Stripe],
] as const)("with the error classes of stripe-node %s", (_, Class) => {
  test.each(ANSWERS)("rejects with the same class for $what", async ({ what: _, ...answer }) => {
    const raw = { getRawResponse: () => ({}) };
    const httpClient = recording(() => Object.assign(respond(answer), raw));
    const errors = (Class as typeof Stripe).errors;
    const find = (secrets: Secrets) => errorOf(secrets.find({ name: "token", scope: user }));
    const [ours, theirs] = [await find(oursOver(httpClient, { errors })), await find(theirsOver(httpClient, {}, Class))];
    expect(ours).toBeInstanceOf(errors.StripeError);
    expect(ours.constructor).toBe(theirs.constructor);
    for (const name of ["type", "rawType", "code", "statusCode", "param", "message", "requestId", "doc_url"] as const)
      expect(ours[name] || undefined, name).toEqual(theirs[name] || undefined);
  });

  test("rejects with StripeConnectionError where no answer comes", async () => {
    const errors = (Class as typeof Stripe).errors;
    const httpClient = recording(() => Promise.reject(new Error("The cable is cut.")));
    const error = await errorOf(oursOver(httpClient, { errors }).list({ scope: user }));
    expect(error).toBeInstanceOf(errors.StripeConnectionError);
    expect(error).toMatchObject({
      type: "StripeConnectionError",
      code: "connection_failed",
      cause: { code: "connection_failed", attempts: 1 },
    });
  });
});

describe("without stripe-node", () => {
  test("rejects with the same fields in an error of its own", async () => {
    const error = await errorOf(oursOver(scripted({ status: 403, json: aRefusal({ message: "No." }) })).list({ scope: user }));
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      ...{ type: "StripePermissionError", rawType: "invalid_request_error" },
      ...{ message: "No.", statusCode: 403, raw: { message: "No.", type: "invalid_request_error", statusCode: 403 } },
      cause: { code: "permission_missing" },
    });
  });

  test("refuses invalid parameters before they are sent", async () => {
    const httpClient = scripted({ status: 200, json: {} });
    const secrets = oursOver(httpClient);
    const calls = {
      invalid_name: secrets.find({ name: "", scope: user }),
      invalid_payload: secrets.create({ name: "n", payload: "p".repeat(5_001), scope: user }),
      card_number: secrets.create({ name: "n", payload: "4242424242424242", scope: user }),
      invalid_scope: secrets.list({ scope: { type: "team" } }),
      user_required: secrets.deleteWhere({ name: "n", scope: { type: "user" } }),
      invalid_option: secrets.list({ scope: user }, wrong({ maxNetworkRetry: 1 })),
    };
    for (const [code, call] of Object.entries(calls))
      expect(await errorOf(call)).toMatchObject({
        type: "StripeInvalidRequestError",
        code,
        statusCode: 400,
        requestId: undefined,
        cause: { code },
      });
    expect(httpClient.sent).toEqual([]);
  });

  test.each([undefined, null, "name", 1, []])("refuses %j as parameters", async (params) => {
    const secrets = oursOver(scripted({ status: 200, json: {} }));
    for (const call of [secrets.create, secrets.find, secrets.deleteWhere])
      expect(await errorOf(call(wrong(params)))).toMatchObject({
        type: "StripeInvalidRequestError",
        message: expect.stringMatching(/^The argument must be an object: \{ name, /),
      });
  });

  test.each(["acct_1", 1, []])("refuses %j as the options of a call, and takes null for none", async (options) => {
    const secrets = oursOver(scripted({ status: 200, json: { object: "list", data: [], has_more: false } }));
    expect(await errorOf(secrets.list({ scope: user }, wrong(options)))).toMatchObject({
      type: "StripeInvalidRequestError",
      message: expect.stringMatching(/must be an object/),
    });
    expect((await secrets.list({ scope: user }, wrong(null))).data).toEqual([]);
  });

  test("refuses invalid options when it is created", () => {
    expect(() => createSecrets(wrong({}))).toThrow("httpClient");
    for (const options of [undefined, null, "sk_test_made_up", 1, [], () => {}])
      expect(() => createSecrets(wrong(options)), String(options)).toThrow(/^The argument must be an object: \{ scope, timeout, /);
    expect(() => createSecrets({ httpClient: scripted(), timeout: -1 })).toThrow("timeout");
  });

  test("keeps a payload that Stripe repeats out of the error", async () => {
    const payload = "a secret of some length";
    const httpClient = scripted({ status: 400, json: aRefusal({ message: `Invalid payload: ${payload}` }) });
    const error = await errorOf(oursOver(httpClient).create({ name: "n", payload, scope: user }));
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400 });
    expect(inspect(error, { showHidden: true, depth: Infinity }) + JSON.stringify(error) + error.stack).not.toContain(payload);
  });

  test("keeps no field of the answer to an earlier attempt", async () => {
    const httpClient = recording((before) =>
      before === 0 ? respond({ status: 500, json: aRefusal({ message: "Later." }) }) : Promise.reject(new Error("cut")),
    );
    const error = await errorOf(oursOver(httpClient, { maxNetworkRetries: 1 }).list({ scope: user }));
    expect(error).toMatchObject({ type: "StripeConnectionError", message: expect.not.stringContaining("Later."), headers: {} });
  });
});

describe("a call", () => {
  const over = (options: object = {}) => {
    const httpClient = scripted({ status: 200, json: { object: "list", data: [], has_more: false, url: "" } });
    return { httpClient, secrets: oursOver(httpClient, options) };
  };

  test("takes the request options of stripe-node", async () => {
    const { httpClient, secrets } = over();
    const options = { apiKey: "sk_test_other", stripeAccount: "acct_2", apiVersion: "2025-01-27.acacia", host: "127.0.0.1", timeout: 5 };
    await secrets.list({ scope: user }, options);
    await secrets.list({ scope: user }, { stripeContext: "acct_3" });
    const [first, second] = httpClient.sent;
    expect(first).toMatchObject({ host: "127.0.0.1", timeout: 5 });
    expect(first!.headers).toMatchObject({
      ...{ Authorization: "Bearer sk_test_other", "Stripe-Account": "acct_2", "Stripe-Version": "2025-01-27.acacia" },
    });
    expect(second!.headers).toMatchObject({ Authorization: `Bearer ${KEY}`, "Stripe-Context": "acct_3" });
    expect(second).toMatchObject({ host: "api.stripe.com" });
  });

  test("uses the user of the extension where its scope names none", async () => {
    const { httpClient, secrets } = over({ userContext: { id: USER } });
    await secrets.list({ scope: { type: "user" } });
    expect(httpClient.sent[0]!.path).toContain(`scope[user]=${USER}`);
  });

  test("can be made with the client of another entry", async () => {
    const made: object[] = [];
    class Client extends SecretStoreClient {
      constructor(options: ConstructorParameters<typeof SecretStoreClient>[0]) {
        super(options);
        made.push(this);
      }
    }
    const httpClient = scripted({ status: 200, json: { object: "list", data: [], has_more: false, url: "" } });
    await createSecretsWith(Client, { httpClient, scope: "account" }).list({ scope: account });
    // One checks the options, one makes the call.
    expect(made).toHaveLength(2);
  });
});
