// Uses the SDK's own HTTP client, unmodified, with a host that answers from the emulator.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { errorOf, USER } from "../support/client";

interface HostCalls {
  supportsFetchAppEmbeddedKey(): Promise<boolean>;
  fetchAppEmbeddedKey(): Promise<string>;
  stripeApiFetch(pathAndQuery: string, options: { method: "GET" | "POST"; headers: object; body?: string }): Promise<object>;
}

/** Connects the extension with a host, or with none. */
const connect = (call: HostCalls | undefined) => void Object.assign(globalThis, { __StripeExtExports: call && { endpoint: { call } } });

/** Returns a new copy of the SDK's client for each test, since the SDK chooses its way to the API at its first call. */
async function newClient(options: { protocol?: "http" | "https"; apiKey?: string } = {}) {
  vi.resetModules();
  const { createHttpClient } = await import("@stripe/ui-extension-sdk/http_client");
  return new SecretStoreClient({ httpClient: createHttpClient(), userContext: { id: USER }, maxNetworkRetries: 0, ...options });
}

async function useAll(secrets: SecretStoreClient) {
  expect(await secrets.createSecret({ name: "token", payload: "a payload & more" })).toMatchObject({ name: "token" });
  expect(await secrets.findSecret({ name: "token" })).toMatchObject({ payload: "a payload & more" });
  expect((await secrets.listSecrets()).data).toHaveLength(1);
  expect(await secrets.deleteSecret({ name: "token" })).toMatchObject({ deleted: true });
  expect(await secrets.findSecret({ name: "token" })).toBeNull();
  expect(await errorOf(() => secrets.deleteSecret({ name: "token" }))).toMatchObject({
    code: "not_found",
    requestId: expect.stringMatching(/^req_/),
  });
}

let emulator: ReturnType<typeof createEmulator>;

/** Returns the emulator's answer to a request as text. */
async function ask(path: string, method = "GET", headers: object = {}, body: string | null = null) {
  const response = await emulator
    .httpClient({ user: USER })
    .makeRequest("api.stripe.com", "443", path, method, headers, body, "https", 1_000);
  return response.getRawResponse();
}

beforeEach(() => {
  emulator = createEmulator();
});
afterEach(() => connect(undefined));

describe("through the host", () => {
  let handed: unknown[][];

  beforeEach(() => {
    handed = [];
    connect({
      supportsFetchAppEmbeddedKey: async () => false,
      fetchAppEmbeddedKey: async () => expect.fail("the key must not be used"),
      async stripeApiFetch(...request) {
        // Requests go to the host by a MessagePort, which accepts only values that can be cloned.
        const [path, { method, headers, body }] = structuredClone(request);
        handed.push(structuredClone(request));
        const answer = await ask(path, method, headers, body ?? null);
        const ok = answer.status < 300;
        return structuredClone({
          json: JSON.parse(answer.body),
          headers: answer.headers,
          ok,
          status: answer.status,
          statusText: "",
          redirected: false,
          type: "cors",
          url: path,
        });
      },
    });
  });

  test("makes the four operations", async () => {
    await useAll(await newClient());
  });

  test("passes a path and plain data to the host, with the placeholder for a key", async () => {
    const secrets = await newClient();
    await secrets.createSecret({ name: "token", payload: "p" });
    await secrets.findSecret({ name: "token" });
    expect(handed.map(([path]) => path)).toEqual([
      "/v1/apps/secrets",
      `/v1/apps/secrets/find?name=token&scope[type]=user&scope[user]=${USER}&expand[0]=payload`,
    ]);
    for (const [, options] of handed) expect(options).toMatchObject({ headers: { Authorization: "Bearer DO_NOT_PASS_A_REAL_API_KEY" } });
  });

  test.each(["sk_live_made_up", "sk_test_made_up", "rk_live_made_up", "rk_test_made_up"])(
    "refuses a real key before it reaches the host: %s",
    async (apiKey) => {
      const error = await errorOf(() => newClient({ apiKey }));
      expect(error).toMatchObject({ code: "invalid_option", param: "apiKey", attempts: 0 });
      expect(error.message).toMatch(/no extension may hold a key/);
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(apiKey);
      expect(handed).toEqual([]);
    },
  );

  test("reports that the SDK refuses http", async () => {
    const secrets = await newClient({ protocol: "http" });
    const error = await errorOf(() => secrets.listSecrets());
    expect(error).toMatchObject({ code: "connection_failed", attempts: 1 });
    expect(error.cause).toBeInstanceOf(Error);
    expect(handed).toEqual([]);
  });

  test("treats an empty 403 as a missing permission", async () => {
    connect({
      supportsFetchAppEmbeddedKey: async () => false,
      fetchAppEmbeddedKey: async () => "",
      stripeApiFetch: async () => ({
        json: undefined,
        headers: { "request-id": "req_1" },
        ok: false,
        status: 403,
        statusText: "Forbidden",
      }),
    });
    expect(await errorOf(async () => (await newClient()).listSecrets())).toMatchObject({ code: "permission_missing", requestId: "req_1" });
  });
});

describe("by fetch, from the frame", () => {
  let server: Server;
  let keys: (string | undefined)[];

  beforeEach(async () => {
    keys = [];
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      keys.push(request.headers.authorization);
      const answer = await ask(request.url ?? "", request.method, request.headers, body);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const { fetch } = globalThis;
    // Only the address differs: the SDK always calls api.stripe.com.
    vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
      fetch(url.replace("https://api.stripe.com", `http://127.0.0.1:${port}`), init),
    );
    connect({
      supportsFetchAppEmbeddedKey: async () => true,
      fetchAppEmbeddedKey: async () => "ek_test_made_up",
      stripeApiFetch: async () => expect.fail("the host is not asked"),
    });
  });

  afterEach(async () => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  test("makes the four operations with the host's key", async () => {
    await useAll(await newClient());
    expect(new Set(keys)).toEqual(new Set(["Bearer ek_test_made_up"]));
  });
});

test("rejects a call before the host is ready, and allows a retry", async () => {
  connect(undefined);
  const secrets = await newClient();
  const error = await errorOf(() => secrets.listSecrets());
  expect(error).toMatchObject({ code: "host_not_ready", retryable: true, attempts: 1 });
  expect(error.cause).toBeInstanceOf(Error);
});
