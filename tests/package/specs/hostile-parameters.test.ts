// Calls the client with random options and parameters. Each call must settle with an answer or our own error, each request must be well formed, and the
// client must still work. If a value changes between two reads, only the first one counts.

import fc from "fast-check";
import { SecretStoreClient, SecretStoreError, type CallOptions, type CreateSecretParams } from "stripe-secret-store";
import { afterEach, describe, expect, test, vi } from "vitest";
import { aSecret, clientOver, errorOf, recording, respond, scripted, wrong, type RecordingClient } from "../support/client";

const RUNS = 20_000;
const SEED = 20_261_125;

const fault = new Error("of a getter");
const throwing = () => {
  throw fault;
};

/** Creates a value. Hostile values are created late, because fast-check reads the values that it generates. */
type Maker = () => unknown;

const HOSTILE: Maker[] = [
  () => new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing }),
  () => new Proxy({ name: "token", payload: "p", httpClient: good() }, { ownKeys: throwing }),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => ({ toString: throwing, valueOf: throwing, [Symbol.toPrimitive]: throwing, toJSON: throwing }),
  () => {
    const cycle: unknown[] = [];
    cycle.push(cycle, { cycle });
    return cycle;
  },
  () => new Proxy([], { get: (target, key) => (key === "length" ? 4_294_967_295 : Reflect.get(target, key)) }),
  () => Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`field ${index}`, index])),
  ...[Symbol("value"), 10n, () => {}, class {}, new Date(NaN), new Date(8.64e15), /payload/, new Map(), new Uint8Array(9), globalThis].map(
    as,
  ),
  ...[new String("token"), new Number(1), new Boolean(true), "\ud800", "a\udfffb", "\0", "x".repeat(10_001), "é".repeat(5_000), ""].map(as),
];
const USUAL = [
  "token",
  "usr_1",
  "user",
  "account",
  1,
  100,
  2_000_000_000,
  true,
  null,
  undefined,
  "4242424242424242",
  { type: "user", user: "usr_2" },
];

function as(value: unknown): Maker {
  return () => value;
}

const everything = {
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
};
const anything: fc.Arbitrary<Maker> = fc.oneof(
  fc.anything({ ...everything, withTypedArray: true }).map(as),
  fc.constantFrom(...HOSTILE),
  fc.constantFrom(...USUAL.map(as)),
);

/** Makes some of these fields, with random values. Some are behind a getter that throws, or that returns another value the second time. */
const fields = (names: readonly string[]): fc.Arbitrary<Maker> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), anything, fc.nat(9)), { maxLength: 3, selector: ([name]) => name })
    .map((chosen) => () => {
      const object = {};
      for (const [name, make, way] of chosen) {
        const value = make();
        let reads = 0;
        const get = way === 0 ? throwing : () => (reads++ === 0 ? value : hostileSecond);
        Object.defineProperty(object, name, way < 2 ? { get, enumerable: true } : { value, enumerable: true });
      }
      return object;
    });
/** Texts that would break a header, an address or a form. */
const hostileSecond = "second\r\nreading: é&x=1";

const OPTIONS = ["userContext", "scope", "appContext", "apiKey", "apiVersion", "stripeAccount", "host", "port", "protocol", "timeout"];
OPTIONS.push("maxNetworkRetries", "cardNumbers", "httpClient", "colour", "__proto__", "constructor");
// The fields of every method come first, and more often.
const PARAMS = [
  "name",
  "name",
  "scope",
  "scope",
  "payload",
  "payload",
  "expires_at",
  "expires_at",
  "limit",
  "starting_after",
  "ending_before",
  "colour",
];
PARAMS.push("__proto__");
const CALL = ["signal", "timeout", "maxNetworkRetries", "idempotencyKey", "stripeAccount", "colour"];

/** Makes no change in most cases, so that all code is reached. In the others, fields replace good ones, or a random value replaces all. */
const mostly = (nothing: unknown, names: readonly string[], weight: number): fc.Arbitrary<Maker> =>
  fc.oneof({ weight, arbitrary: fc.constant(as(nothing)) }, { weight: 4, arbitrary: fields(names) }, { weight: 1, arbitrary: anything });
const options = mostly({}, OPTIONS, 10);
const params = mostly({}, PARAMS, 1);
const ofCall = mostly(undefined, CALL, 10);

function good() {
  return recording((_, { path }) => respond({ status: 200, json: path.endsWith("/delete") ? { ...aSecret(), deleted: true } : aSecret() }));
}

/** Copies one object's fields over another's, with getters. Other values replace the object. */
function over(base: object, change: unknown): unknown {
  try {
    if (typeof change !== "object" || change === null || Object.getPrototypeOf(change) !== Object.prototype) return change;
    return Object.create(Object.prototype, { ...Object.getOwnPropertyDescriptors(base), ...Object.getOwnPropertyDescriptors(change) });
  } catch {
    return change; // This is a Proxy that throws.
  }
}

/** Checks that a server can read the request, and that it has no value from a second read. */
function expectWellFormed({ sent }: RecordingClient) {
  for (const { host, port, path, method, headers, body, protocol } of sent) {
    expect(["GET", "POST"]).toContain(method);
    expect(["http", "https"]).toContain(protocol);
    for (const text of [host, String(port), ...Object.values(headers).filter((value) => !value.startsWith("Bearer "))])
      expect(text).toMatch(/^[!-~]+$/);
    expect(headers.Authorization).toMatch(/^Bearer [!-~]+$/);
    expect(path).toMatch(/^\/v1\/apps\/secrets(\/find|\/delete)?(\?[\w.~[\]%=&-]*)?$/);
    expect(body ?? "").toMatch(/^[\w.~[\]%=&-]*$/);
    expect(`${path}${body}${JSON.stringify(headers)}${host}`).not.toContain("second");
  }
}

describe("accepts random values", () => {
  const endings = new Map<string, number>();
  const count = (ending: string) => void endings.set(ending, (endings.get(ending) ?? 0) + 1);

  test("as options of a client, parameters and options of a call", { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(options, params, ofCall, fc.nat(3), async (ofClient, given, callOptions, which) => {
      const httpClient = good();
      const base = { httpClient, userContext: { id: "usr_1" }, maxNetworkRetries: 0, timeout: 1 };
      let secrets: SecretStoreClient;
      try {
        secrets = new SecretStoreClient(over(base, ofClient()) as never);
      } catch (error) {
        expect(SecretStoreError.is(error), String(error)).toBe(true);
        return count(`client: ${(error as SecretStoreError).code}`);
      }
      const method = (["createSecret", "findSecret", "listSecrets", "deleteSecret"] as const)[which]!;
      const usual = [{ name: "token", payload: "p" }, { name: "token" }, {}, { name: "token" }][which]!;
      const call: unknown = secrets[method](over(usual, given()) as never, callOptions() as never);
      expect(call).toBeInstanceOf(Promise);
      const [ending] = await Promise.allSettled([call]);
      if (ending!.status === "fulfilled") count("answered");
      else {
        expect(SecretStoreError.is(ending!.reason), String(ending!.reason)).toBe(true);
        count((ending!.reason as SecretStoreError).code);
      }
      expectWellFormed(httpClient);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
    console.log(`${RUNS} calls: ${JSON.stringify(Object.fromEntries([...endings].sort()))}`);
    const before = ["invalid_name", "invalid_payload", "invalid_scope", "invalid_expiry", "invalid_parameter", "invalid_option"];
    before.push("foreign_user", "card_number", "client: invalid_option", "client: invalid_scope", "answered");
    for (const code of before) expect(endings.get(code) ?? 0, code).toBeGreaterThan(2);
    expect(await clientOver(scripted({ status: 200, json: aSecret() })).createSecret({ name: "token", payload: "p" })).toEqual(aSecret());
  });
});

describe("sends the checked value of a getter that changes", () => {
  /** Returns an object whose field is `first` at the first read only. */
  const twice = (base: object, name: string, first: unknown) => {
    let reads = 0;
    return Object.defineProperty({ ...base }, name, { enumerable: true, get: () => (reads++ === 0 ? first : hostileSecond) });
  };

  test.each(["apiKey", "apiVersion", "stripeAccount", "host"])("for %s of a client", async (name) => {
    const httpClient = good();
    const secrets = new SecretStoreClient(twice({ httpClient, userContext: { id: "usr_1" } }, name, "checked") as never);
    await secrets.createSecret({ name: "token", payload: "p" });
    await secrets.forUser({ id: "usr_1" }).createSecret({ name: "token", payload: "p" });
    expectWellFormed(httpClient);
    for (const request of httpClient.sent) expect(JSON.stringify(request)).toContain("checked");
  });

  test.each(["idempotencyKey", "stripeAccount"])("for %s of a call", async (name) => {
    const httpClient = good();
    await clientOver(httpClient).createSecret({ name: "token", payload: "p" }, twice({}, name, "checked") as CallOptions);
    expectWellFormed(httpClient);
    expect(Object.values(httpClient.sent[0]!.headers)).toContain("checked");
  });

  test("for name and payload", async () => {
    const httpClient = good();
    const params = twice(twice({}, "payload", "checked"), "name", "token") as CreateSecretParams;
    let reads = 0;
    const counted = new Proxy(params, {
      get: (target, key) => {
        if (typeof key === "string") reads++;
        return Reflect.get(target, key) as unknown;
      },
    });
    await clientOver(httpClient).createSecret(counted);
    expect(httpClient.sent[0]!.body).toContain("payload=checked");
    expect(reads).toBe(2);
  });
});

describe("a custom signal", () => {
  afterEach(() => void vi.useRealTimers());
  const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} };

  test.each([
    ["whose addEventListener throws", { addEventListener: throwing }, "unexpected_failure", 1],
    ["whose state can be read once", Object.defineProperty({}, "aborted", { get: onceThen(false, throwing) }), "unexpected_failure", 0],
    ["without a removeEventListener", { removeEventListener: undefined }, "connection_failed", 1],
    ["whose removeEventListener throws", { removeEventListener: throwing }, "connection_failed", 1],
    ["whose reason cannot be read", Object.defineProperty({ aborted: true }, "reason", { get: throwing }), "aborted", 0],
  ])("settles the call and leaves no timer: %s", async (_, change, code, attempts) => {
    vi.useFakeTimers();
    const secrets = clientOver(recording(() => Promise.reject(new Error("no network"))));
    const own = Object.defineProperties({ ...signal }, Object.getOwnPropertyDescriptors(change));
    const error = await errorOf(() => secrets.createSecret({ name: "token", payload: "p" }, { signal: wrong(own) }));
    expect({ code: error.code, attempts: error.attempts }).toEqual({ code, attempts });
    expect(vi.getTimerCount()).toBe(0);
  });

  function onceThen<T>(first: T, then: () => T) {
    let reads = 0;
    return () => (reads++ === 0 ? first : then());
  }
});
