// Pages that change what the language brings: they freeze prototypes, add to them, or replace `Math.random`. Each case runs in a process of its own.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { entry } from "../support/client";
import { here } from "../support/paths";

const execute = promisify(execFile);

const PROGRAM = `
const { SecretStoreClient, SecretStoreError } = require(ENTRY);
const { OAuthError } = require("stripe-secret-store/oauth");
const secret = { id: "appsecret_1", object: "apps.secret", created: 1, livemode: false, name: "token", expires_at: null, scope: { type: "user", user: "usr_1" } };
const sent = [];
const host = (status, json, headers = {}) => ({
  getClientName: () => "test",
  makeRequest(_host, _port, path, method, headers_, body) {
    sent.push({ path, headers: headers_, body });
    return Promise.resolve({ getStatusCode: () => status, getHeaders: () => headers, toJSON: () => Promise.resolve(json) });
  },
});
const client = (...answer) => new SecretStoreClient({ httpClient: host(...answer), userContext: { id: "usr_1" }, maxNetworkRetries: 0 });
const create = (...answer) => client(...answer).createSecret({ name: "token", payload: "p" });
const setCrypto = (value) => Object.defineProperty(globalThis, "crypto", { value });
const codeOf = (promise) => promise.then(() => "answered", (error) => SecretStoreError.is(error) ? error.code : String(error));
`;

/** Runs a script after the program, with \`print\` for its result. */
async function inProcess<T>(script: string): Promise<T> {
  const source = `${PROGRAM.replace("ENTRY", JSON.stringify(entry))}\nconst { stdout, exit } = process; const stringify = JSON.stringify;
    (async () => { ${script} })().then((result) => stdout.write(stringify(result), () => exit()));`;
  return JSON.parse((await execute(process.execPath, ["-e", source], { cwd: here })).stdout) as T;
}

test("works and makes its errors where the prototypes are frozen", async () => {
  const result = await inProcess(`
    for (const frozen of [Object, Error, Array, Promise, Function, Date, Map]) Object.freeze(frozen.prototype);
    const failed = new OAuthError("refresh_failed", "It failed.", { error: "invalid_grant", status: 400, answer: { error_description: "why" } });
    return [await codeOf(create(200, secret)), await codeOf(create(401)), await codeOf(client(200, secret).createSecret({})),
      failed.name, failed.code, failed.error, failed.error_description, OAuthError.is(failed)];`);
  expect(result).toEqual(["answered", "unauthorized", "invalid_name", "OAuthError", "refresh_failed", "invalid_grant", "why", true]);
});

test("reads only own fields where a page has added fields to all objects", async () => {
  const result = await inProcess(`
    const added = { failure: 1, cause: "added", status: 500, json: {}, headers: {}, get: () => "true", set() {}, error: { code: "added" }, id: "usr_2",
      data: [], delay: 1, code: 3, step: 2, type: "account", user: "usr_2", payload: "added", stripeAccount: "acct_added", timeout: 1 };
    for (const name of Object.keys(added)) Object.defineProperty(Object.prototype, name, { __proto__: null, value: added[name], configurable: true, writable: true });
    const ending = await codeOf(create(200, secret));
    const refused = await codeOf(create(503, {}));
    const made = new OAuthError("refresh_failed", "It failed.");
    const user = await codeOf(new SecretStoreClient({ httpClient: host(200, secret), userContext: {} }).createSecret({ name: "token", payload: "p" }));
    for (const name of Object.keys(added)) delete Object.prototype[name];
    return [ending, refused, user, made.code, sent[0].body, sent[0].headers["Stripe-Account"] ?? "none"];`);
  expect(result).toEqual([
    "answered",
    "service_failure",
    "user_required",
    "refresh_failed",
    "name=token&payload=p&scope[type]=user&scope[user]=usr_1",
    "none",
  ]);
});

test("takes no answer from fields that a page has added to all objects", async () => {
  const result = await inProcess(`
    const added = { status: 200, headers: { "stripe-should-retry": "true" }, json: { ...secret, error: { code: "resource_missing" } } };
    const unread = { getClientName: () => "test", makeRequest: async () => ({ getStatusCode: () => 200, getHeaders: () => ({}), toJSON: () => Promise.reject(new Error("no JSON")) }) };
    const missing = { ...unread, makeRequest: async () => ({ getStatusCode: () => 404, getHeaders: () => ({}), toJSON: () => Promise.reject(new Error("no JSON")) }) };
    const failing = { ...unread, makeRequest: () => Promise.reject(new Error("no connection")) };
    const broken = { ...unread, makeRequest: () => { delete globalThis.setTimeout; return new Promise(() => {}); } };
    const endings = [];
    for (const httpClient of [unread, failing, missing, broken]) {
      const client = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" }, maxNetworkRetries: 0 });
      for (const name of Object.keys(added)) Object.defineProperty(Object.prototype, name, { __proto__: null, value: added[name], configurable: true, writable: true });
      const call = httpClient === missing ? client.findSecret({ name: "token" }) : client.createSecret({ name: "token", payload: "p" });
      const ending = await call.catch((error) => error);
      for (const name of Object.keys(added)) delete Object.prototype[name];
      endings.push([ending?.code, ending?.status ?? null, /may have happened/.test(ending?.message)]);
    }
    return endings;`);
  expect(result).toEqual([
    ["unreadable_response", 200, false],
    ["connection_failed", null, true],
    ["invalid_request", 404, false],
    ["unexpected_failure", null, true],
  ]);
});

test.each([
  ["has no clearTimeout", "delete globalThis.clearTimeout;"],
  ["has a clearTimeout that throws", "globalThis.clearTimeout = () => { throw new Error('The environment has ended'); };"],
])("ends each call where an environment %s", async (_, change) => {
  const result = await inProcess(`
    const later = host(200, secret);
    const { makeRequest } = later;
    later.makeRequest = (...sent) => new Promise((answer) => setImmediate(answer, makeRequest(...sent)));
    const waiting = new SecretStoreClient({ httpClient: later, userContext: { id: "usr_1" } }).createSecret({ name: "token", payload: "p" });
    ${change}
    const aborter = new AbortController();
    const never = new SecretStoreClient({ httpClient: { ...later, makeRequest: () => new Promise(() => {}) }, userContext: { id: "usr_1" } });
    const aborted = codeOf(never.findSecret({ name: "token" }, { signal: aborter.signal }));
    setImmediate(() => aborter.abort());
    return [await codeOf(create(200, secret)), await codeOf(waiting), await codeOf(create(401)), await aborted];`);
  expect(result).toEqual(["answered", "answered", "unauthorized", "aborted"]);
});

test.each([
  ["has no clearTimeout", "delete globalThis.clearTimeout;"],
  ["has a clearTimeout that throws", "globalThis.clearTimeout = () => { throw new Error('The environment has ended'); };"],
])("ends each call of the other entries where an environment %s", async (_, change) => {
  const result = await inProcess(`
    const { createHttpClient } = require("stripe-secret-store/node");
    const { observe } = require("stripe-secret-store/observe");
    const { createTokenStore } = require("stripe-secret-store/oauth");
    const { connectEmulator } = require("stripe-secret-store/testing");
    const rejections = [];
    process.on("unhandledRejection", (error) => rejections.push(String(error)));
    const { setTimeout } = globalThis;
    ${change}
    const text = JSON.stringify(secret);
    const fetched = createHttpClient({ fetch: async () => new Response(text, { headers: { "Content-Type": "application/json" } }) });
    const failing = createHttpClient({ fetch: async () => { throw new Error("no connection"); } });
    const events = [];
    const ending = (httpClient) =>
      codeOf(new SecretStoreClient({ httpClient, apiKey: "sk_test_1", maxNetworkRetries: 0 }).createSecret({ name: "token", payload: "p", scope: { type: "user", user: "usr_1" } }));
    const endings = [await ending(fetched), await ending(failing)];
    endings.push(await ending(observe(fetched, { onResponse: ({ status }) => events.push(status) })));
    endings.push(await ending(observe(failing, { onResponse: ({ error }) => events.push(error) })));
    const stored = { ...secret, payload: JSON.stringify({ access_token: "old", refresh_token: "r", expires_at: 1 }) };
    const client = { findSecret: async () => stored, createSecret: async (params) => (Object.assign(stored, params), stored), deleteSecret: async () => stored };
    const tokens = createTokenStore({ client, name: "token", refresh: async () => ({ access_token: "new", refresh_token: "r", expires_in: 60 }) });
    endings.push(await tokens.getAccessToken());
    endings.push(await connectEmulator("http://127.0.0.1:1").reset().then(() => "reset", (error) => /127.0.0.1:1/.test(error.message)));
    await new Promise((resolve) => setTimeout(resolve));
    return [endings, events, rejections];`);
  expect(result).toEqual([["answered", "connection_failed", "answered", "connection_failed", "new", true], [200, "connection_failed"], []]);
});

test("sends all headers, and keeps the account, where a page has added setters to all objects", async () => {
  const result = await inProcess<{ headers: Record<string, string> }[]>(`
    const { createHttpClient } = require("stripe-secret-store/node");
    const names = ["Authorization", "Accept", "Content-Type", "Stripe-Version", "Idempotency-Key", "Stripe-Account", "Stripe-Context", "stripeAccount", "userContext", "httpClient"];
    const list = { object: "list", data: [], has_more: false };
    for (const name of names) Object.defineProperty(Object.prototype, name, { __proto__: null, get() {}, set() {}, configurable: true });
    const own = new SecretStoreClient({ httpClient: host(200, list), apiKey: "sk_test_1", stripeContext: "acct_1" });
    await own.forAccount("acct_2").listSecrets({ scope: "account" }, { stripeContext: "acct_2" });
    await create(200, secret);
    const passed = [];
    const fetched = async (_url, { headers }) => {
      passed.push(headers);
      return { status: 200, headers: new Map([["Request-Id", "req_1"]]), text: async () => JSON.stringify(list) };
    };
    const backend = new SecretStoreClient({ httpClient: createHttpClient({ fetch: fetched }), apiKey: "sk_test_1" });
    await backend.forAccount("acct_3").listSecrets({ scope: "account" });
    for (const name of names) delete Object.prototype[name];
    return [...sent, { headers: passed[0] }];`);
  const sent = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded", "Stripe-Version": expect.any(String) };
  expect(result.map(({ headers }) => headers)).toEqual([
    { ...sent, Authorization: "Bearer sk_test_1", "Stripe-Account": "acct_2", "Stripe-Context": "acct_2" },
    { ...sent, Authorization: expect.any(String), "Idempotency-Key": expect.any(String) },
    { ...sent, Authorization: "Bearer sk_test_1", "Stripe-Account": "acct_3" },
  ]);
});

test("keeps the scope, the name and the expiry in each entry where a page has added setters to all objects", async () => {
  const result = await inProcess<string[]>(`
    const { findSecrets, allSecrets } = require("stripe-secret-store/bulk");
    const { jsonSecret } = require("stripe-secret-store/json");
    const { createTokenStore, splitFormat } = require("stripe-secret-store/oauth");
    const { createSecrets } = require("stripe-secret-store/stripe");
    const list = { object: "list", data: [], has_more: false };
    const schema = { "~standard": { version: 1, vendor: "own", validate: (value) => ({ value }) } };
    const answers = (json) => new SecretStoreClient({ httpClient: host(200, json), userContext: { id: "usr_1" } });
    const names = ["scope", "name", "payload", "expires_at", "limit", "starting_after"];
    for (const name of names) Object.defineProperty(Object.prototype, name, { __proto__: null, get() {}, set() {}, configurable: true });
    const scope = { type: "account" };
    const stored = { ...secret, scope };
    const expires_at = Math.floor(Date.now() / 1000) + 3600;
    const endings = [];
    const settle = (promise) => promise.then(() => endings.push("answered"), (error) => endings.push(error.code + " " + error.message));
    await settle(findSecrets(answers({ ...stored, payload: "p" }), ["token"], { scope }));
    await settle(allSecrets(answers(list), { scope }).next());
    await settle(jsonSecret(answers({ ...stored, expires_at }), "token", schema, { scope }).create("x", { expires_at }));
    const stripe = createSecrets({ httpClient: host(200, { ...stored, payload: "p" }), userContext: { id: "usr_1" } });
    await settle(stripe.find({ name: "token", scope }));
    await settle(createTokenStore({ client: answers({ ...stored, payload: '{"access_token":"a"}' }), name: "token", scope, refresh: async () => ({}), format: splitFormat() }).get());
    for (const name of names) delete Object.prototype[name];
    return [...endings, ...sent.map(({ path, body }) => decodeURIComponent((path.split("?")[1] || body)).replaceAll(String(expires_at), "TIME"))];`);
  expect(result).toEqual([
    ...Array<string>(5).fill("answered"),
    "name=token&scope[type]=account&expand[0]=payload",
    "scope[type]=account&limit=100",
    'name=token&payload="x"&scope[type]=account&expires_at=TIME',
    "name=token&scope[type]=account&expand[0]=payload",
    "name=token&scope[type]=account&expand[0]=payload",
    "name=token.header&scope[type]=account&expand[0]=payload",
  ]);
});

test("runs the emulator where a page has added accessors to all objects", async () => {
  const result = await inProcess(`
    const { createEmulator } = require("stripe-secret-store/testing");
    const added = ["get", "set"];
    for (const name of added) Object.defineProperty(Object.prototype, name, { __proto__: null, value() {}, configurable: true });
    const httpClient = createEmulator().httpClient({ user: "usr_1" });
    const answer = await codeOf(new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } }).createSecret({ name: "token", payload: "p" }));
    for (const name of added) delete Object.prototype[name];
    return answer;`);
  expect(result).toBe("answered");
});

test.each([
  ["Math.random is seeded", "Math.random = () => 0.5;"],
  ["the clock stands", "Date.now = () => 0; performance.now = () => 0;"],
  ["both are so", "Math.random = () => 0.5; Date.now = () => 0;"],
  ["there is no crypto", "setCrypto(undefined);"],
  ["crypto lacks the method", "setCrypto({ randomUUID: () => 'id' });"],
  ["a mock of crypto returns nothing", "setCrypto({ getRandomValues() {} });"],
  ["crypto throws", "setCrypto({ getRandomValues() { throw new Error('not implemented'); } });"],
])("repeats no idempotency key after a reload where %s", async (_, change) => {
  const keysOf = () =>
    inProcess<string[]>(
      `${change} await create(200, secret); await create(200, secret); return sent.map(({ headers }) => headers["Idempotency-Key"]);`,
    );
  const keys = [...(await keysOf()), ...(await keysOf())];
  expect(new Set(keys).size).toBe(4);
  for (const key of keys) expect(key).toMatch(/^[!-~]{1,255}$/);
});

test("sends Stripe-Context and a version with previews, of the client and of a call", async () => {
  const result = await inProcess<{ headers: Record<string, string> }[]>(`
    const httpClient = host(200, { object: "list", data: [], has_more: false });
    const own = new SecretStoreClient({ httpClient, scope: "account", stripeContext: "acct_1", apiVersion: "2026-09-30.endive; feature_beta=v3" });
    await own.listSecrets();
    await own.listSecrets({}, { stripeContext: "acct_2", stripeAccount: "acct_3" });
    return sent;`);
  expect(result.map(({ headers }) => [headers["Stripe-Context"], headers["Stripe-Account"], headers["Stripe-Version"]])).toEqual([
    ["acct_1", undefined, "2026-09-30.endive; feature_beta=v3"],
    ["acct_2", "acct_3", "2026-09-30.endive; feature_beta=v3"],
  ]);
});
