// The SDK's own HTTP client, unmodified, over a host that answers from the emulator.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { errorOf, USER } from "./support";

interface HostCalls {
  supportsFetchAppEmbeddedKey(): Promise<boolean>;
  fetchAppEmbeddedKey(): Promise<string>;
  stripeApiFetch(pathAndQuery: string, options: { method: "GET" | "POST"; headers: object; body?: string }): Promise<object>;
}

/** Connects the extension with a host, or tells it that there is none. */
const connect = (call: HostCalls | undefined) => void Object.assign(globalThis, { __StripeExtExports: call && { endpoint: { call } } });

/** The SDK chooses its way to the API once, when first asked: each test has a copy of its own. */
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

/** What the emulator says to a request, as text. */
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
      fetchAppEmbeddedKey: async () => expect.fail("nobody needs the key"),
      async stripeApiFetch(...request) {
        // What goes to the host goes through a MessagePort, which takes nothing that cannot be cloned.
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

  test("the four operations work", async () => {
    await useAll(await newClient());
  });

  test("the host is handed a path and plain data, with the placeholder for a key", async () => {
    const secrets = await newClient();
    await secrets.createSecret({ name: "token", payload: "p" });
    await secrets.findSecret({ name: "token" });
    expect(handed.map(([path]) => path)).toEqual([
      "/v1/apps/secrets",
      `/v1/apps/secrets/find?name=token&scope[type]=user&scope[user]=${USER}&expand[0]=payload`,
    ]);
    for (const [, options] of handed) expect(options).toMatchObject({ headers: { Authorization: "Bearer DO_NOT_PASS_A_REAL_API_KEY" } });
  });

  test.each(["sk_live_made_up", "sk_test_made_up", "rk_live_made_up", "rk_test_made_up", "pk_test_made_up"])(
    "a real key never gets there: %s",
    async (apiKey) => {
      const error = await errorOf(() => newClient({ apiKey }));
      expect(error).toMatchObject({ code: "invalid_option", param: "apiKey", attempts: 0 });
      expect(error.message).toMatch(/no extension may hold: leave it out/);
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(apiKey);
      expect(handed).toEqual([]);
    },
  );

  test("what the SDK refuses is told: http", async () => {
    const secrets = await newClient({ protocol: "http" });
    const error = await errorOf(() => secrets.listSecrets());
    expect(error).toMatchObject({ code: "connection_failed", attempts: 1 });
    expect(error.cause).toBeInstanceOf(Error);
    expect(handed).toEqual([]);
  });

  test("an empty 403 is a missing permission", async () => {
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
    // Only the address is another: the SDK asks api.stripe.com, whatever it is told.
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

  test("the four operations work, with the key that the host gave", async () => {
    await useAll(await newClient());
    expect(new Set(keys)).toEqual(new Set(["Bearer ek_test_made_up"]));
  });
});

test("before the host is there, a call says so and may be tried again", async () => {
  connect(undefined);
  const secrets = await newClient();
  const error = await errorOf(() => secrets.listSecrets());
  expect(error).toMatchObject({ code: "host_not_ready", retryable: true, attempts: 1 });
  expect(error.cause).toBeInstanceOf(Error);
});
