// Checks that an invalid call is refused before a request is sent, with a code and the name of the parameter.

import { SecretStoreClient, SecretStoreError, type SecretStoreOptions } from "stripe-secret-store";
import { describe, expect, test } from "vitest";
import { REFUSALS } from "../cases/refusal-cases";
import { clientOver, errorOf, scripted, USER, wrong } from "../support/client";

describe("refuses", () => {
  test.each(REFUSALS)("$code: $what", async ({ code, param, options, call }) => {
    const httpClient = scripted({ status: 500 });
    const all = { httpClient, userContext: { id: USER }, ...options } as SecretStoreOptions;
    const error = await errorOf(() => {
      const secrets = new SecretStoreClient(all);
      if (!call) return;
      const promise = call(secrets);
      // A call never throws: its promise rejects. `forUser` creates a client, and throws as the constructor does.
      expect(promise).toBeInstanceOf(Promise);
      return promise;
    });
    expect({ code: error.code, param: error.param }).toEqual({ code, param });
    expect(error).toMatchObject({ attempts: 0, retryable: false });
    expect(error.message).not.toBe("");
    expect(httpClient.sent).toEqual([]);
  });
});

test.each([undefined, null, 1, "options", [], () => {}])("refuses options that are not an object: %j", async (options) => {
  const error = await errorOf(() => new SecretStoreClient(wrong(options)));
  expect(error).toMatchObject({ code: "invalid_option", attempts: 0 });
});

describe("suggests the right name for a misspelt field", () => {
  test.each([
    ["expiresAt", "expires_at"],
    ["expire_at", "expires_at"],
    ["paylod", "payload"],
    ["Name", "name"],
    ["scopes", "scope"],
  ])("%s", async (field, right) => {
    const secrets = clientOver(scripted({ status: 500 }));
    const error = await errorOf(() => secrets.createSecret(wrong({ name: "token", payload: "p", [field]: "x" })));
    expect(error).toMatchObject({ code: "invalid_parameter", param: field });
    expect(error.message).toMatch(new RegExp(`\\b${right}\\b`));
  });

  test.each([
    ["httpclient", "httpClient"],
    ["user_context", "userContext"],
    ["api_key", "apiKey"],
    ["max_network_retries", "maxNetworkRetries"],
  ])("the client's option %s", async (field, right) => {
    const error = await errorOf(() => clientOver(scripted({ status: 500 }), { [field]: "x" }));
    expect(error).toMatchObject({ code: "invalid_option", param: field });
    expect(error.message).toMatch(new RegExp(`\\b${right}\\b`));
  });

  test("the call's option idempotency_key", async () => {
    const error = await errorOf(() => clientOver(scripted({ status: 500 })).listSecrets({}, wrong({ idempotency_key: "x" })));
    expect(error).toMatchObject({ code: "invalid_option", param: "idempotency_key" });
    expect(error.message).toMatch(/\bidempotencyKey\b/);
  });
});

describe("accepts", () => {
  const list = { status: 200, json: { object: "list", data: [], has_more: false, url: "/v1/apps/secrets" } };

  test("options of both kinds at their limits", async () => {
    const httpClient = scripted(list);
    for (const options of [
      { port: 65535, timeout: 2 ** 31 - 1, maxNetworkRetries: 100 },
      { port: 1, timeout: 1000, maxNetworkRetries: 0 },
      { protocol: "http" as const, host: "localhost", apiKey: "sk_test_made_up", apiVersion: "2026-10-28.endive" },
      { appContext: null },
      { appContext: {} },
      { appContext: { authorizedPermissions: null } },
    ]) {
      await clientOver(httpClient, options).listSecrets({ limit: 100 }, { signal: null });
      await clientOver(httpClient, options).listSecrets({ limit: 1 }, { idempotencyKey: "x".repeat(255) });
    }
    expect(httpClient.sent).toHaveLength(12);
  });

  test("a read without the permission to write", async () => {
    const httpClient = scripted(list);
    await clientOver(httpClient, { appContext: { authorizedPermissions: [] } }).listSecrets();
    expect(httpClient.sent).toHaveLength(1);
  });

  test.each(["4242424242424241", "tok_4242424242424242", "1234567890123456", "42424242424242424242"])(
    "a text that is not a card number: %s",
    async (payload) => {
      const httpClient = scripted({ status: 403 });
      await errorOf(() => clientOver(httpClient).createSecret({ name: "token", payload }));
      expect(httpClient.sent).toHaveLength(1);
    },
  );

  test("a card number if the client allows them", async () => {
    const httpClient = scripted({ status: 403 });
    await errorOf(() => clientOver(httpClient, { cardNumbers: "allow" }).createSecret({ name: "token", payload: "4242424242424242" }));
    expect(httpClient.sent).toHaveLength(1);
  });
});

test("works after any number of refusals", async () => {
  const httpClient = scripted({ status: 200, json: { object: "list", data: [], has_more: false, url: "/v1/apps/secrets" } });
  const secrets = clientOver(httpClient);
  const calls = REFUSALS.filter(({ call, options }) => call && !options);
  for (const { call } of calls) await errorOf(() => call!(secrets));
  expect((await secrets.listSecrets()).data).toEqual([]);
  expect(httpClient.sent).toHaveLength(1);
});

test("recognises an error of another copy of the package", () => {
  const foreign = Object.create(Error.prototype, { [Symbol.for("stripe-secret-store.error")]: { value: true } });
  expect(SecretStoreError.is(foreign)).toBe(true);
  for (const other of [undefined, null, 1, "error", {}, new Error("no")]) expect(SecretStoreError.is(other)).toBe(false);
});
