// Checks which requests stripe-node retries over HTTP, and that a write whose answer is lost is carried out once.

import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { test, type Fault } from "./server";
import { ACCOUNT, secretsOf, USER, VERSIONS } from "./stripe-node";

const TOKEN = { name: "token", payload: "p", scope: USER } as const;
const WHERE = { name: "token", scope: USER } as const;
const RETRYING: Stripe.StripeConfig = { maxNetworkRetries: 2 };

/** Faults that it retries, with the statuses of the answers. It sees the last one. */
const RETRIED: { fault: Fault; statuses: number[] }[] = [
  { fault: { kind: "status", status: 500 }, statuses: [500, 200] },
  { fault: { kind: "status", status: 409 }, statuses: [409, 200] },
  { fault: { kind: "status", status: 503, should_retry: true, count: 2 }, statuses: [503, 503, 200] },
  { fault: { kind: "status", status: 429, should_retry: true }, statuses: [429, 200] },
  { fault: { kind: "status", status: 400, should_retry: true }, statuses: [400, 200] },
  // The first status belongs to the answer that never arrived.
  { fault: { kind: "no_answer" }, statuses: [200, 200] },
];

/** Faults that it does not retry. */
const FINAL: { fault: Fault; type: string }[] = [
  { fault: { kind: "status", status: 503, should_retry: false }, type: "StripeAPIError" },
  { fault: { kind: "status", status: 500, should_retry: false }, type: "StripeAPIError" },
  { fault: { kind: "status", status: 409, should_retry: false }, type: "StripeError" },
  { fault: { kind: "status", status: 429 }, type: "StripeRateLimitError" },
  { fault: { kind: "status", status: 400 }, type: "StripeInvalidRequestError" },
  { fault: { kind: "broken_json" }, type: "StripeAPIError" },
];

/** Faults that carry a write out but lose its answer. */
const LOST: Fault[] = [
  { kind: "no_answer" },
  { kind: "status", status: 500, executed: true },
  { kind: "status", status: 409, executed: true },
];

const nameOf = ({ kind, status, should_retry, executed }: Fault) =>
  [
    kind,
    status,
    should_retry === undefined ? undefined : `Stripe-Should-Retry: ${should_retry}`,
    executed ? "after it was carried out" : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(", ");

describe.each(VERSIONS)("stripe-node $version", ({ version, Client }) => {
  for (const { fault, statuses } of RETRIED) {
    test.concurrent(`retries after ${nameOf(fault)}`, async ({ server, expect }) => {
      await server.fail(fault);
      expect((await secretsOf(Client, server, "sk_test_app_a", RETRYING).list({ scope: USER })).data).toEqual([]);
      expect((await server.requests()).map(({ status }) => status)).toEqual(statuses);
    });
  }

  for (const { fault, type } of FINAL) {
    test.concurrent(`does not retry after ${nameOf(fault)}`, async ({ server, expect }) => {
      await server.fail(fault);
      const call = secretsOf(Client, server, "sk_test_app_a", RETRYING).list({ scope: USER });
      const Class = type === "StripeError" ? Client.errors.StripeError : Client.errors[type as "StripeAPIError"];
      await expect(call).rejects.toBeInstanceOf(Class);
      expect(await server.requests()).toHaveLength(1);
    });
  }

  test.concurrent("gives up after the allowed retries", async ({ server, expect }) => {
    await server.fail({ kind: "status", status: 500, count: 3 });
    await expect(secretsOf(Client, server, "sk_test_app_a", RETRYING).create(TOKEN)).rejects.toMatchObject({ type: "StripeAPIError" });
    expect((await server.requests()).map(({ status }) => status)).toEqual([500, 500, 500]);
  });

  for (const fault of LOST) {
    test.concurrent(`sets a secret once if the answer is lost (${nameOf(fault)})`, async ({ server, expect }) => {
      const secrets = secretsOf(Client, server, "sk_test_app_a", RETRYING);
      await server.fail({ ...fault, method: "POST" });
      const created = await secrets.create(TOKEN);
      expect(created.lastResponse.headers).toMatchObject({ "idempotent-replayed": "true" });
      expect((await secrets.list({ scope: USER })).data).toEqual([created]);
      expect((await server.requests()).slice(0, 2)).toMatchObject([
        { method: "POST", idempotency_key: true, replayed: false, fault: fault.kind },
        { method: "POST", idempotency_key: true, replayed: true, fault: null, status: 200 },
      ]);
    });

    test.concurrent(`deletes a secret once if the answer is lost (${nameOf(fault)})`, async ({ server, expect }) => {
      const secrets = secretsOf(Client, server, "sk_test_app_a", RETRYING);
      const { id } = await secrets.create(TOKEN);
      await server.fail({ ...fault, method: "POST" });
      // Without the key, the second request would find no secret.
      expect(await secrets.deleteWhere(WHERE)).toEqual({ id, object: "apps.secret", deleted: true });
      expect((await server.requests()).at(-1)).toMatchObject({ replayed: true, status: 200 });
    });
  }

  test("gets the first answer again for a repeated idempotency key, even after the secret has changed", async ({ server }) => {
    const secrets = secretsOf(Client, server);
    const first = await secrets.create(TOKEN, { idempotencyKey: "key" });
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    await secrets.deleteWhere(WHERE);
    const second = await secrets.create(TOKEN, { idempotencyKey: "key" });
    expect(second).toEqual(first);
    expect(second.lastResponse).toMatchObject({ idempotencyKey: "key", headers: { "idempotent-replayed": "true" } });
    expect((await secrets.list({ scope: USER })).data, "no secret was set again").toEqual([]);
    await server.advance(25 * 3_600_000);
    expect((await secrets.create(TOKEN, { idempotencyKey: "key" })).lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    expect((await secrets.list({ scope: USER })).data).toHaveLength(1);
  });

  test("may use one key for test and live mode", async ({ server }) => {
    for (const key of ["sk_test_app_a", "sk_live_app_a"]) {
      const created = await secretsOf(Client, server, key).create({ ...TOKEN, scope: ACCOUNT }, { idempotencyKey: "key" });
      expect(created.livemode).toBe(key.startsWith("sk_live"));
    }
  });

  test(`sends a key ${version === "23.1.0" ? "with every write" : "with writes that it may retry"}`, async ({ server }) => {
    await secretsOf(Client, server, "sk_test_app_a", { maxNetworkRetries: 0 }).create(TOKEN);
    await secretsOf(Client, server, "sk_test_app_a", { maxNetworkRetries: 1 }).create(TOKEN);
    expect((await server.requests()).map((entry) => entry.idempotency_key)).toEqual([version === "23.1.0", true]);
  });
});
