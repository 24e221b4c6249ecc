// Lists malicious HTTP clients. host-cases.ts has the faulty ones.

import { runInNewContext } from "node:vm";
import { answering, fault, throwing, type HostCase } from "./host-cases";
import { aSecret, respond, wrong } from "../support/client";

const frozen = Object.freeze({ message: "no network" });
const foreign: unknown = runInNewContext("new Error('of another realm')");
const everyTrap = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "set", "apply", "construct"];
/** Returns a Proxy that throws at every access. */
const thorny = (target: object = {}): never =>
  wrong(new Proxy(target, Object.fromEntries(everyTrap.map((trap) => [trap, () => throwing(fault)]))));
const revoked = (): never => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return wrong(proxy);
};
const cyclic: Record<string, unknown> = { ...aSecret(), object: "customer" };
cyclic.self = cyclic;

const METHODS = ["getStatusCode", "getHeaders", "toJSON"] as const;
const good = () => respond({ status: 200, json: aSecret() });
/** Returns a good response with one other method. */
const responding = (what: string, change: object, status?: number): HostCase => ({
  what,
  code: "unreadable_response",
  ...(status && { status }),
  makeRequest: () => ({ ...good(), ...change }),
});
const refusing = (what: string, json: unknown): HostCase => ({
  what: `refuses with ${what}`,
  code: "invalid_request",
  status: 400,
  makeRequest: () => respond({ status: 400, json }),
});

export const HOSTILE_CASES: readonly HostCase[] = [
  { what: "rejects with a frozen object", code: "connection_failed", makeRequest: () => Promise.reject(frozen), cause: frozen },
  { what: "rejects with another realm's Error", code: "connection_failed", makeRequest: () => Promise.reject(foreign), cause: foreign },
  { what: "rejects with a symbol", code: "connection_failed", makeRequest: () => Promise.reject(Symbol.iterator), cause: Symbol.iterator },
  { what: "rejects with a Proxy that throws", code: "connection_failed", makeRequest: () => Promise.reject(thorny()) },
  { what: "rejects with a revoked Proxy", code: "connection_failed", makeRequest: () => Promise.reject(revoked()) },
  { what: "throws a Proxy that throws", code: "connection_failed", makeRequest: () => throwing(thorny()) as never },
  { what: "gives a Proxy that throws", code: "connection_failed", makeRequest: () => thorny() },
  { what: "gives a revoked Proxy", code: "connection_failed", makeRequest: () => revoked() },
  {
    what: "gives a thenable that throws",
    code: "connection_failed",
    makeRequest: () => wrong({ then: () => throwing(fault) }),
    cause: fault,
  },
  {
    what: "gives a thenable whose `then` cannot be read",
    code: "connection_failed",
    makeRequest: () =>
      wrong({
        get then() {
          return throwing(fault);
        },
      }),
    cause: fault,
  },
  { what: "gives a thenable that never settles", code: "timeout", makeRequest: () => wrong({ then: () => {} }) },
  { what: "gives a number", code: "unreadable_response", makeRequest: () => wrong(200) },
  { what: "gives a function", code: "unreadable_response", makeRequest: () => wrong(() => good()) },
  ...METHODS.flatMap((method): HostCase[] => {
    const status = method === "toJSON" ? 200 : undefined;
    // The client reads the headers after the status and before the JSON.
    const known = method === "getHeaders" ? 200 : status;
    return [
      responding(`has no ${method}()`, { [method]: undefined }, known),
      responding(`has a ${method}() that throws`, { [method]: () => throwing(fault) }, known),
      responding(`has a ${method} that is not a function`, { [method]: 200 }, known),
      {
        what: `has a ${method} that cannot be read`,
        code: "unreadable_response",
        ...(known && { status: known }),
        makeRequest: () => Object.defineProperty(good(), method, { get: () => throwing(fault) }),
      },
    ];
  }),
  ...Object.entries({
    "-200": -200,
    "1e9": 1e9,
    "99": 99,
    "600": 600,
    "200.5": 200.5,
    "200n": 200n,
    "a symbol": Symbol("200"),
    "an object with a valueOf": { valueOf: (): number => 200 },
    "a Proxy": thorny(),
    null: null,
  }).map(([what, status]) => responding(`has a status that is ${what}`, { getStatusCode: () => status })),
  responding("rejects its JSON", { toJSON: () => Promise.reject(fault) }, 200),
  responding("rejects its JSON with undefined", { toJSON: () => Promise.reject(undefined) }, 200),
  answering("answers an array", [aSecret()]),
  answering("answers a number", 200),
  answering("answers a function", () => aSecret()),
  answering("answers a symbol", Symbol("secret")),
  answering("answers a cycle", cyclic),
  answering("answers a page whose length is hostile", {
    object: "list",
    has_more: false,
    data: wrong(new Proxy([], { get: (target, key) => (key === "length" ? 1e9 : Reflect.get(target, key)) })),
  }),
  responding("answers a Proxy that throws", { toJSON: () => ({ then: undefined, ...aSecret(), scope: thorny() }) }, 200),
  responding("answers a revoked Proxy", { toJSON: () => ({ ...aSecret(), scope: revoked() }) }, 200),
  {
    what: "answers a secret that cannot be read",
    code: "unreadable_response",
    status: 200,
    makeRequest: () => respond({ status: 200, json: Object.defineProperty(aSecret(), "name", { get: () => throwing(fault) }) }),
  },
  refusing("an error that cannot be read", { error: thorny() }),
  refusing("an error whose fields are Proxies", {
    error: { code: thorny(), type: revoked(), message: thorny(), param: thorny(), doc_url: thorny() },
  }),
  refusing("a message of ten million characters", { error: { message: "x".repeat(10_000_000) } }),
  refusing("a message that cannot be read", { error: Object.defineProperty({}, "message", { get: () => throwing(fault) }) }),
  ...Object.entries({
    "a Proxy that throws": thorny(),
    "a revoked Proxy": revoked(),
    "a number": 1,
    "a string": "headers",
    null: null,
    "a symbol": Symbol("h"),
    "a function": () => {},
    "what throws when it is asked": { get: () => throwing(fault) },
    "what gives Proxies": { get: () => thorny() },
    "what holds arrays": { "request-id": ["req_1"], "stripe-should-retry": ["true"] },
    "what is endless": { "request-id": "x".repeat(10_000_000) },
  }).map(([what, headers]): HostCase => ({
    what: `refuses, with headers that are ${what}`,
    code: "invalid_request",
    status: 400,
    makeRequest: () => respond({ status: 400, json: {}, headers: wrong(headers) }),
  })),
];
