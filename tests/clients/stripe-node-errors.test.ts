// Provokes errors of stripe-node over HTTP. Each must have the class, status, code and parameter as at Stripe, and the request's id.

import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { test, type Server } from "./server";
import { ACCOUNT, secretsOf, USER, VERSIONS, type Secrets } from "./stripe-node";

interface ErrorCase {
  what: string;
  key?: string;
  config?: Stripe.StripeConfig;
  before?: (server: Server, secrets: Secrets) => Promise<unknown>;
  act: (secrets: Secrets) => Promise<unknown>;
  error: { type: string; statusCode?: number; code?: string; param?: string };
}

const invalid = { type: "StripeInvalidRequestError", statusCode: 400 };
const set = (secrets: Secrets, over: object) => secrets.create({ name: "token", payload: "p", scope: USER, ...over });

const ERROR_CASES: ErrorCase[] = [
  {
    what: "a secret that is not there",
    act: (secrets) => secrets.find({ name: "nothing", scope: USER }),
    error: { ...invalid, statusCode: 404, code: "resource_missing" },
  },
  {
    what: "deleting what is not there",
    act: (secrets) => secrets.deleteWhere({ name: "nothing", scope: USER }),
    error: { ...invalid, statusCode: 404, code: "resource_missing" },
  },
  {
    what: "a parameter that is missing",
    act: (secrets) => set(secrets, { name: undefined }),
    error: { ...invalid, code: "parameter_missing", param: "name" },
  },
  {
    what: "a parameter that is unknown",
    act: (secrets) => set(secrets, { expiresAt: 4_000_000_000 }),
    error: { ...invalid, code: "parameter_unknown", param: "expiresAt" },
  },
  {
    what: "an empty payload",
    act: (secrets) => set(secrets, { payload: "" }),
    error: { ...invalid, code: "parameter_invalid_empty", param: "payload" },
  },
  {
    what: "a payload that is too long",
    act: (secrets) => set(secrets, { payload: "🔑".repeat(5_001) }),
    error: { ...invalid, param: "payload" },
  },
  {
    what: "an expiry that is past",
    act: (secrets) => set(secrets, { expires_at: 1_600_000_000 }),
    error: { ...invalid, code: "parameter_invalid_integer", param: "expires_at" },
  },
  {
    what: "an expiry in milliseconds",
    act: (secrets) => set(secrets, { expires_at: Date.now() + 3_600_000 }),
    error: { ...invalid, code: "parameter_invalid_integer", param: "expires_at" },
  },
  {
    what: "a user's scope without the user",
    act: (secrets) => set(secrets, { scope: { type: "user" } }),
    error: { ...invalid, code: "parameter_missing", param: "scope[user]" },
  },
  {
    what: "the account's scope with a user",
    act: (secrets) => set(secrets, { scope: { type: "account", user: "usr_1" } }),
    error: { ...invalid, code: "parameter_unknown", param: "scope[user]" },
  },
  {
    what: "a scope of another type",
    act: (secrets) => set(secrets, { scope: { type: "app" } }),
    error: { ...invalid, param: "scope[type]" },
  },
  {
    what: "a scope that is text",
    act: (secrets) => set(secrets, { scope: "account" }),
    error: { ...invalid, param: "scope" },
  },
  {
    what: "an 11th secret",
    before: async (_, secrets) => {
      for (let number = 0; number < 10; number++) await set(secrets, { name: `token ${number}` });
    },
    act: (secrets) => set(secrets, { name: "one too many" }),
    error: { ...invalid, code: "secret_limit_exceeded" },
  },
  {
    what: "another user's secrets, to an extension",
    key: "ek_test_app_a_usr_1",
    act: (secrets) => secrets.list({ scope: { type: "user", user: "usr_2" } }),
    error: { ...invalid, param: "scope[user]" },
  },
  {
    what: "a page of none",
    act: (secrets) => secrets.list({ scope: USER, limit: 0 }),
    error: { ...invalid, code: "parameter_invalid_integer", param: "limit" },
  },
  {
    what: "a page after a secret that is not there",
    act: (secrets) => secrets.list({ scope: USER, starting_after: "appsecret_nothing" }),
    error: { ...invalid, code: "resource_missing", param: "starting_after" },
  },
  {
    what: "a field that cannot be expanded",
    act: (secrets) => secrets.find({ name: "token", scope: USER, expand: ["payloads"] }),
    error: { ...invalid, param: "expand" },
  },
  {
    what: "an unknown key",
    key: "sk_test_of_nobody",
    act: (secrets) => set(secrets, {}),
    error: { type: "StripeAuthenticationError", statusCode: 401 },
  },
  {
    what: "a write without the permission",
    before: (server) => server.permit("app_a", "acct_cactus", false),
    act: (secrets) => set(secrets, {}),
    error: { type: "StripePermissionError", statusCode: 403, code: "more_permissions_required_for_application" },
  },
  {
    what: "an app that was uninstalled",
    before: (server) => server.install("app_a", "acct_cactus", false),
    act: (secrets) => secrets.list({ scope: USER }),
    error: { type: "StripePermissionError", statusCode: 403, code: "account_invalid" },
  },
  {
    what: "an account that did not install it",
    config: { stripeAccount: "acct_other" },
    act: (secrets) => secrets.list({ scope: USER }),
    error: { type: "StripePermissionError", statusCode: 403, code: "account_invalid" },
  },
  {
    what: "an idempotency key that was used for something else",
    before: (_, secrets) => secrets.create({ name: "token", payload: "p", scope: USER }, { idempotencyKey: "key" }),
    act: (secrets) => secrets.create({ name: "token", payload: "another", scope: USER }, { idempotencyKey: "key" }),
    error: { type: "StripeIdempotencyError", statusCode: 400 },
  },
  {
    what: "too many requests, without a retry",
    config: { maxNetworkRetries: 2 },
    before: (server) => server.fail({ kind: "status", status: 429 }),
    act: (secrets) => secrets.list({ scope: USER }),
    error: { type: "StripeRateLimitError", statusCode: 429, code: "rate_limit" },
  },
  {
    what: "a failure of the service",
    before: (server) => server.fail({ kind: "status", status: 500 }),
    act: (secrets) => secrets.list({ scope: USER }),
    error: { type: "StripeAPIError", statusCode: 500 },
  },
  {
    what: "a 403 without a body",
    before: (server) => server.fail({ kind: "empty" }),
    act: (secrets) => secrets.list({ scope: USER }),
    error: { type: "StripeAPIError" },
  },
  {
    what: "an answer that ends in the middle",
    before: (server) => server.fail({ kind: "broken_json" }),
    act: (secrets) => secrets.list({ scope: USER }),
    error: { type: "StripeAPIError" },
  },
];

describe.each(VERSIONS)("stripe-node $version throws its own error for", ({ Client }) => {
  for (const { what, key, config, before, act, error } of ERROR_CASES) {
    test(what, async ({ server }) => {
      const secrets = secretsOf(Client, server, key, config);
      await before?.(server, secrets);
      const earlier = (await server.requests()).length;
      const thrown = await act(secrets).then(
        () => undefined,
        (reason: Stripe.errors.StripeError) => reason,
      );
      const [entry, ...others] = (await server.requests()).slice(earlier);
      expect(thrown).toMatchObject({ ...error, requestId: entry?.request_id });
      expect({ code: thrown?.code, param: thrown?.param }, "and no other fields").toEqual({ code: error.code, param: error.param });
      expect(thrown?.requestId).toMatch(/^req_\w+$/);
      expect(others, "it sends one request").toEqual([]);
    });
  }

  test("a closed port", async () => {
    const closedPort = { host: "127.0.0.1", port: 1 };
    await expect(secretsOf(Client, closedPort).list({ scope: USER })).rejects.toMatchObject({ type: "StripeConnectionError" });
  });

  test("a connection that closes without an answer, at each attempt", async ({ server }) => {
    await server.fail({ kind: "no_answer", count: 10 });
    const secrets = secretsOf(Client, server, "sk_test_app_a", { maxNetworkRetries: 1 });
    await expect(secrets.list({ scope: ACCOUNT })).rejects.toMatchObject({ type: "StripeConnectionError" });
    expect(await server.requests()).toHaveLength(2);
  });

  test("an answer that does not come in time", async ({ server }) => {
    await server.fail({ kind: "hang" });
    const error = { type: "StripeConnectionError", message: expect.stringContaining("timeout") };
    await expect(secretsOf(Client, server, "sk_test_app_a", { timeout: 300 }).list({ scope: ACCOUNT })).rejects.toMatchObject(error);
  });
});

test("stripe-node 23.1.0 throws its own error for an answer whose connection closes in the middle", async ({ server }) => {
  const [{ Client }] = VERSIONS as [(typeof VERSIONS)[number]];
  await server.fail({ kind: "cut_body" });
  await expect(secretsOf(Client, server).list({ scope: ACCOUNT })).rejects.toMatchObject({ type: "StripeConnectionError" });
});

test("stripe-node 15.9.0 waits forever for the rest of such an answer", async ({ server }) => {
  const { Client } = VERSIONS[1] as (typeof VERSIONS)[number];
  await server.fail({ kind: "cut_body" });
  const call = secretsOf(Client, server, "sk_test_app_a", { timeout: 200 }).list({ scope: ACCOUNT });
  const waited = new Promise((resolve) => setTimeout(resolve, 1_000, "nothing came"));
  expect(await Promise.race([call, waited])).toBe("nothing came");
  expect(await server.requests(), "although the emulator has answered").toMatchObject([{ status: 200, fault: "cut_body" }]);
});
