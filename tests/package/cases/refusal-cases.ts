// Lists calls that are refused before they are sent: one line for each fault.

import type { SecretStoreClient, SecretStoreErrorCode } from "stripe-secret-store";
import { USER, wrong } from "../support/client";

export interface RefusalCase {
  what: string;
  code: SecretStoreErrorCode;
  /** The `param` of the error, or undefined if it has none. */
  param: string | undefined;
  /** Options of the client, besides a good HTTP client and user 1's context. */
  options?: object;
  /** The call that is refused. Without one, the constructor refuses. */
  call?: (secrets: SecretStoreClient) => unknown;
}

const cases: RefusalCase[] = [];

const refuse = (code: SecretStoreErrorCode, what: string, param: string | undefined, rest: Pick<RefusalCase, "options" | "call">) =>
  cases.push({ code, what, param, ...rest });

const create = (change: object) => (secrets: SecretStoreClient) => secrets.createSecret({ name: "token", payload: "a payload", ...change });
const list = (params: unknown, options?: unknown) => (secrets: SecretStoreClient) => secrets.listSecrets(wrong(params), wrong(options));

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const throwing = {
  get limit(): never {
    throw new Error("no");
  },
};

// name, payload
for (const [what, text] of Object.entries({
  missing: undefined,
  null: null,
  empty: "",
  "too long": "x".repeat(5001),
  "far too long": "x".repeat(1_000_000),
  "too long in characters of two units": "😀".repeat(5001),
  "half a surrogate pair": "a\ud83d",
  "a number": 1,
  "an object": { a: 1 },
  "an array": ["a"],
  "a String object": new String("a"),
  "a symbol": Symbol("a"),
  "a bigint": BigInt(1),
  "a function": () => "a",
  "a revoked Proxy": revoked(),
})) {
  refuse("invalid_name", `createSecret: name is ${what}`, "name", { call: create({ name: text }) });
  refuse("invalid_payload", `createSecret: payload is ${what}`, "payload", { call: create({ payload: text }) });
  refuse("invalid_name", `findSecret: name is ${what}`, "name", { call: (secrets) => secrets.findSecret({ name: wrong(text) }) });
  refuse("invalid_name", `deleteSecret: name is ${what}`, "name", { call: (secrets) => secrets.deleteSecret({ name: wrong(text) }) });
}

// scope
for (const [what, scope] of Object.entries({
  "another word": "accounts",
  "upper case": "User",
  "an empty string": "",
  null: null,
  "a number": 1,
  "an array": ["user"],
  "an empty object": {},
  "of another type": { type: "team" },
  "an account's with a user": { type: "account", user: USER },
  "a user's whose id is empty": { type: "user", user: "" },
  "a user's whose id is a number": { type: "user", user: 1 },
  "with a field that is not known": { type: "user", usr: USER },
})) {
  refuse("invalid_scope", `scope is ${what}`, "scope", { call: create({ scope }) });
  refuse("invalid_scope", `the client's scope is ${what}`, "scope", { options: { scope } });
}
refuse("user_required", "the context has no user", "scope", { options: { userContext: {} }, call: list(undefined) });
refuse("user_required", "the context's user is null", "scope", { options: { userContext: { id: null } }, call: list({ scope: "user" }) });
refuse("user_required", "a backend names no user", "scope", {
  options: { userContext: undefined },
  call: list({ scope: { type: "user" } }),
});
refuse("foreign_user", "an extension names another user", "scope", { call: list({ scope: { type: "user", user: "usr_2" } }) });

// expires_at
const now = () => Math.floor(Date.now() / 1000);
for (const [what, expires_at] of Object.entries({
  past: 1_000_000_000,
  negative: -1,
  zero: 0,
  "a past Date": new Date(0),
  "in milliseconds": Date.now() + 3_600_000,
  "over 100 years ahead": now() + 101 * 366 * 86_400,
  "a Date over 100 years ahead": new Date("2200-01-01"),
  "a fraction": now() + 3600.5,
  NaN,
  Infinity,
  "an invalid Date": new Date(NaN),
  "a string": `${now() + 3600}`,
  "an object": {},
  true: true,
})) {
  refuse("invalid_expiry", `expires_at is ${what}`, "expires_at", { call: create({ expires_at }) });
}

// Parameters of a list, and unknown parameters.
for (const limit of [0, 101, -1, 1.5, NaN, Infinity, "10", null, {}]) {
  refuse("invalid_parameter", `limit is ${String(limit)}`, "limit", { call: list({ limit }) });
}
for (const key of ["starting_after", "ending_before"]) {
  for (const id of ["", 1, {}, "\ud800", "x".repeat(5001)]) {
    refuse("invalid_parameter", `${key} is ${String(id).slice(0, 20)}`, key, { call: list({ [key]: id }) });
  }
}
refuse("invalid_parameter", "both ends of a page are given", "ending_before", { call: list({ starting_after: "a", ending_before: "b" }) });
// Only the payload can be expanded, and findSecret always expands it.
refuse("invalid_parameter", "expand", "expand", { call: (secrets) => secrets.findSecret(wrong({ name: "a", expand: ["payload"] })) });
refuse("invalid_parameter", "an unknown field", "colour", { call: create({ colour: "red" }) });
refuse("invalid_parameter", "a field of another operation", "payload", {
  call: (secrets) => secrets.findSecret(wrong({ name: "a", payload: "b" })),
});
refuse("invalid_parameter", "a field that cannot be read", "limit", { call: list(throwing) });
const noParams = {
  missing: undefined,
  null: null,
  "a string": "token",
  "a number": 1,
  "an array": [],
  "a function": () => {},
  "a revoked Proxy": revoked(),
};
for (const [what, params] of Object.entries(noParams)) {
  refuse("invalid_parameter", `the parameters are ${what}`, undefined, { call: (secrets) => secrets.createSecret(wrong(params)) });
}

// Card numbers, as the issuers publish them for tests.
for (const card of [
  "4242424242424242",
  "4242 4242 4242 4242",
  "pay with 5555-5555-5555-4444!",
  "378282246310005",
  '{"number":"6011111111111117"}',
]) {
  refuse("card_number", `the payload holds ${card}`, "payload", { call: create({ payload: card }) });
  refuse("card_number", `the name holds ${card}`, "name", { call: create({ name: card }) });
}

// Permission
const appContext = { authorizedPermissions: ["customer_read"] };
refuse("permission_missing", "a write without the permission", "appContext", { options: { appContext }, call: create({}) });
refuse("permission_missing", "a delete without any permission", "appContext", {
  options: { appContext: { authorizedPermissions: [] } },
  call: (secrets) => secrets.deleteSecret({ name: "token" }),
});

// Options of the client
for (const [option, values] of Object.entries({
  httpClient: [undefined, null, {}, { makeRequest: 1 }, "client"],
  userContext: [null, "usr_1", 1, [], { id: "" }, { id: 1 }, { id: "\ud800" }],
  appContext: ["app", 1, { authorizedPermissions: "secret_write" }],
  apiKey: ["", "two words", "line\nbreak", "é", 1, null, {}],
  apiVersion: ["", "a\r\nb", 1, "2026-10-28.endive;", "2026-09-30.endive; feature_beta=v3;", "2026-10-28.endive; "],
  stripeAccount: ["", "acct 1", 1],
  host: ["", "a b", 1, "https://api.stripe.com", "api.stripe.com:443", "localhost:12111", "[::1]:12111"],
  port: [0, 65536, 1.5, NaN, "", "http", "-1", null],
  protocol: ["", "ftp", "HTTPS", null],
  timeout: [0, -1, 1.5, NaN, Infinity, 2 ** 31, "80000", null],
  maxNetworkRetries: [-1, 1.5, 101, NaN, "2", null],
  cardNumbers: ["", "maybe", true, null],
})) {
  for (const value of values) {
    refuse("invalid_option", `the client's ${option} is ${JSON.stringify(value)}`, option, { options: { [option]: value } });
  }
}
refuse("invalid_option", "an unknown option", "colour", { options: { colour: "red" } });
refuse("invalid_option", "an option of a call is given to the client", "signal", { options: { signal: new AbortController().signal } });
refuse("invalid_option", "forUser without a context", "userContext", { call: (secrets) => secrets.forUser(wrong(null)) });
for (const account of [undefined, null, "", 1, "acct 1"])
  refuse("invalid_option", `forAccount(${JSON.stringify(account)})`, "stripeAccount", {
    call: (secrets) => secrets.forAccount(wrong(account)),
  });

// Options of a call
for (const [option, values] of Object.entries({
  signal: [1, "signal", {}, { aborted: false }, () => {}],
  timeout: [0, 2 ** 31, "1", null],
  maxNetworkRetries: [-1, 1.5, "1", null],
  idempotencyKey: ["", "two words", "x".repeat(256), 1, null],
  stripeAccount: ["", "acct 1", 1, null],
})) {
  for (const value of values) {
    refuse("invalid_option", `the call's ${option} is ${String(JSON.stringify(value)).slice(0, 20)}`, option, {
      call: list(undefined, { [option]: value }),
    });
  }
}
refuse("invalid_option", "an unknown option of a call", "colour", { call: list(undefined, { colour: "red" }) });
for (const options of [null, 1, "options", [], () => {}]) {
  refuse("invalid_option", `the options of a call are ${JSON.stringify(options)}`, undefined, { call: list(undefined, options) });
}

export const REFUSALS: readonly RefusalCase[] = cases;
