// Sends requests by the HTTP client for backends, to the emulator's server and to servers that misbehave.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { SecretStoreClient, type SecretStoreOptions } from "stripe-secret-store";
import { createHttpClient } from "stripe-secret-store/node";
import { describe, expect, vi } from "vitest";
import { test } from "../../../clients/server";
import { errorOf, wrong } from "../../support/client";
import { answering, FETCHES, SERVERS } from "../../support/hostile-network";

const KEY = "sk_test_app_a";
const PAYLOAD = "made-up-payload";

const addressOf = (url: string) => ({ host: new URL(url).hostname, port: Number(new URL(url).port), protocol: "http" as const });
const backendOf = (url: string, options: Partial<SecretStoreOptions> = {}) =>
  new SecretStoreClient({
    httpClient: createHttpClient(),
    apiKey: KEY,
    scope: "account",
    maxNetworkRetries: 0,
    ...addressOf(url),
    ...options,
  });

/** Returns an error, its causes and all that a log shows of them. */
const shown = (error: unknown): string => {
  const chain: unknown[] = [];
  for (let one: any = error; one; one = one.cause) chain.push(String(one), one.message, JSON.stringify(one));
  return chain.join("\n");
};

describe("over the emulator's server", () => {
  test("makes the four operations, for the app's account and for another", async ({ server }) => {
    const backend = backendOf(server.url);
    await backend.createSecret({ name: "name ü", payload: "payload 😀" });
    expect((await backend.listSecrets()).data.map(({ name }) => name)).toEqual(["name ü"]);
    expect(await backend.findSecret({ name: "name ü" })).toMatchObject({ payload: "payload 😀" });
    const theirs = backend.forAccount("acct_cactus");
    await theirs.createSecret({ name: "n", payload: "p", scope: { type: "user", user: "usr_1" } });
    expect(await theirs.findSecret({ name: "n", scope: { type: "user", user: "usr_1" } })).toMatchObject({ payload: "p" });
    expect(await backend.deleteSecret({ name: "name ü" })).toMatchObject({ deleted: true });
    expect(await backend.findSecret({ name: "name ü" })).toBeNull();
  });

  test("sends an idempotency key with each write", async ({ server }) => {
    const backend = backendOf(server.url);
    await backend.createSecret({ name: "n", payload: "p" });
    await backend.findSecret({ name: "n" });
    await backend.deleteSecret({ name: "n" });
    expect((await server.requests()).map(({ idempotency_key }) => idempotency_key)).toEqual([true, false, true]);
  });
});

test("adds an idempotency key to a write of another caller, and leaves theirs", async () => {
  const keys: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers["idempotency-key"] as string | undefined);
    response.setHeader("content-type", "application/json").end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { makeRequest } = createHttpClient();
  const send = async (method: "GET" | "POST", headers: Record<string, string>) =>
    (await makeRequest("127.0.0.1", String(port), "/v1", method, headers, "", "http", 60_000)).toJSON();
  await send("POST", {});
  await send("POST", {});
  await send("POST", { "idempotency-KEY": "mine" });
  await send("GET", {});
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  expect(keys[0]).toMatch(/^[\w-]{36}$/);
  expect(keys[1]).not.toBe(keys[0]);
  expect(keys.slice(2)).toEqual(["mine", undefined]);
});

test("follows no redirect, so that the payload and the key stay", async () => {
  const seen: string[] = [];
  const other = await answering((response, path) => {
    seen.push(path);
    response.end();
  });
  for (const status of [301, 302, 307, 308]) {
    const first = await answering((response) => void response.writeHead(status, { location: `${other.url}/elsewhere` }).end());
    const error = await errorOf(() => backendOf(first.url).createSecret({ name: "n", payload: PAYLOAD }));
    expect(error).toMatchObject({ code: "unreadable_response", status, attempts: 1, cause: { code: "ERR_REDIRECT" } });
    expect(shown(error)).not.toContain(PAYLOAD);
    await first.close();
  }
  await other.close();
  expect(seen).toEqual([]);
});

test("refuses a header with a line break before fetch could quote it", async () => {
  const fetch = vi.fn();
  const { makeRequest } = createHttpClient({ fetch: wrong(fetch) });
  const send = (headers: Record<string, string>) => makeRequest("api.stripe.com", "443", "/v1", "POST", headers, "", "https", 1_000);
  for (const [name, value] of [
    ["Authorization", `Bearer ${KEY}\n`],
    ["Authorization", `${KEY}\0`],
    ["Authorization", `${KEY}€`],
    ["a b", KEY],
  ]) {
    const error = await send({ [name!]: value! }).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: "ERR_INVALID_HEADER" });
    expect(shown(error)).not.toContain(KEY);
  }
  expect(fetch).not.toHaveBeenCalled();
});

test.each([
  ["https://api.stripe.com", "443", "/v1", "https"],
  ["api.stripe.com:443", "443", "/v1", "https"],
  ["api.stripe.com", "443", "@evil.example/", "https"],
  ["api.stripe.com", "443", "//evil.example/", "https"],
  ["user@evil.example", "443", "/v1", "https"],
  ["api.stripe.com", "https", "/v1", "https"],
  ["api.stripe.com", "443", "/v1", "file"],
])("sends nothing to the address %j, %j, %j, %j", async (host, port, path, protocol) => {
  const fetch = vi.fn();
  const sent = createHttpClient({ fetch: wrong(fetch) }).makeRequest(host, port, path, "GET", {}, "", wrong(protocol), 1_000);
  await expect(sent).rejects.toMatchObject({ code: "ERR_INVALID_ADDRESS" });
  expect(fetch).not.toHaveBeenCalled();
});

test.each([
  ["::1", "http://[::1]:80/v1"],
  ["[::1]", "http://[::1]:80/v1"],
  ["127.0.0.1", "http://127.0.0.1:80/v1"],
  ["stripe_mock", "http://stripe_mock:80/v1"],
])("writes the host %j into an address", async (host, url) => {
  const fetch = vi.fn(async (_url: string) => new Response("{}"));
  await createHttpClient({ fetch: wrong(fetch) }).makeRequest(host, "80", "/v1", "GET", {}, "", "http", 1_000);
  expect(fetch.mock.calls[0]![0]).toBe(url);
});

describe("reports a server that", () => {
  const CODES: Record<string, [code: string, cause: string | undefined]> = {
    "is not there": ["connection_failed", "ECONNREFUSED"],
    "closes the connection": ["connection_failed", "ECONNRESET"],
    "resets the connection": ["connection_failed", "ECONNRESET"],
    "cuts the body": ["unreadable_response", "ECONNRESET"],
    "speaks no HTTP": ["connection_failed", "HPE_INVALID_CONSTANT"],
    "redirects in circles": ["unreadable_response", "ERR_REDIRECT"],
    "answers HTML": ["unreadable_response", "ERR_INVALID_JSON"],
    "answers half a JSON": ["unreadable_response", "ERR_INVALID_JSON"],
    "answers null": ["unreadable_response", undefined],
    "never answers": ["timeout", undefined],
    "never ends the body": ["timeout", undefined],
    "sends for ever": ["timeout", undefined],
  };

  test.concurrent.each(Object.entries(CODES))("%s", async (name, [code, cause]) => {
    const server = await SERVERS[name]!();
    const error = await errorOf(() => backendOf(server.url, code === "timeout" ? { timeout: 300 } : {}).findSecret({ name: "n" }));
    await server.close();
    expect(error).toMatchObject({ code, attempts: 1 });
    expect(error.cause === undefined ? undefined : (error.cause as { code?: string }).code).toBe(cause);
  });
});

test("ends a request by itself after its time limit, which frees the connection", async () => {
  let close = () => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const server = await answering((response) => void response.on("close", close));
  const { host, port } = addressOf(server.url);
  const sent = createHttpClient().makeRequest(host, String(port), "/v1", "GET", {}, "", "http", 1);
  await expect(sent).rejects.toMatchObject({ code: "ETIMEDOUT" });
  await closed;
  await server.close();
});

test("ends an aborted request at once, and reports the abort with its reason", async () => {
  const aborter = new AbortController();
  const reason = new Error("the user left");
  let close = () => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const server = await answering((response) => {
    response.on("close", close);
    aborter.abort(reason);
  });
  const error = await errorOf(() => backendOf(server.url).findSecret({ name: "n" }, { signal: aborter.signal }));
  expect(error).toMatchObject({ code: "aborted", cause: reason });
  await closed;
  await server.close();
});

test("leaves no listener at a signal that outlives the call", async ({ server }) => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, "addEventListener");
  const removed = vi.spyOn(signal, "removeEventListener");
  await backendOf(server.url).findSecret({ name: "n" }, { signal });
  expect(added.mock.calls.length).toBeGreaterThan(0);
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
    expect.arrayContaining(added.mock.calls.map(([, listener]) => listener)),
  );
});

test("quotes no payload of an answer that is not JSON", async () => {
  const server = await answering((response) => void response.end(`{"payload":"${PAYLOAD}`));
  const error = await errorOf(() => backendOf(server.url).findSecret({ name: "n" }));
  await server.close();
  expect(error.code).toBe("unreadable_response");
  expect(shown(error)).not.toContain(PAYLOAD);
});

describe("settles with a fetch that", () => {
  test.concurrent.each(Object.entries(FETCHES).filter(([name]) => name !== "is not a function"))("%s", async (_, fetch) => {
    // Without one, the global fetch is taken: it finds no server.
    const httpClient = createHttpClient({ fetch: wrong(fetch) });
    const secrets = backendOf("http://127.0.0.1:9", { httpClient, timeout: 100 });
    expect(["connection_failed", "timeout", "unreadable_response", "not_found"]).toContain(
      (await errorOf(() => secrets.listSecrets())).code,
    );
  });
});

test.each([
  [{ fetch: "fetch" }, "fetch must be a function."],
  [{ timeout: 1 }, "timeout is unknown: pass { fetch }."],
  ["made up", "The options must be an object: { fetch }."],
  [fetch, "The options must be an object: { fetch }."],
])("refuses the options %j", async (options, message) => {
  expect(await errorOf(() => createHttpClient(wrong(options)))).toMatchObject({ code: "invalid_option", message });
});

test.each([
  ["without a key", { apiKey: undefined }, "apiKey is missing"],
  ["with a publishable key", { apiKey: "pk_test_made_up" }, "apiKey must be a secret key"],
  ["with a key that ends in a line break", { apiKey: `${KEY}\n` }, "apiKey must be 1 to 255"],
  ["with a scheme in its host", { host: "https://api.stripe.com" }, "host must be a name alone"],
  ["with a port in its host", { host: "api.stripe.com:443" }, "host must be a name alone"],
])("makes no client %s", async (_, options, message) => {
  const error = await errorOf(() => new SecretStoreClient({ httpClient: createHttpClient(), apiKey: KEY, ...options }));
  expect(error).toMatchObject({ code: "invalid_option", message: expect.stringContaining(message) });
  expect(shown(error)).not.toContain(KEY);
});

test("sends the same requests as stripe-node's HTTP client", async () => {
  const requests: unknown[] = [];
  const server = createServer(async (request, response) => {
    const { authorization, "content-type": type, "stripe-version": version, "stripe-account": account } = request.headers;
    const body = Buffer.concat(await request.toArray()).toString();
    requests.push([request.method, request.url, authorization, type, version, account, body]);
    response.writeHead(401, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const httpClient of [createHttpClient(), Stripe.createNodeHttpClient()]) {
    const secrets = backendOf(url, { httpClient }).forAccount("acct_cactus");
    await errorOf(() => secrets.createSecret({ name: "ü", payload: "a&b=c" }));
    await errorOf(() => secrets.findSecret({ name: "ü" }));
  }
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  expect(requests.slice(0, 2)).toEqual(requests.slice(2));
});
