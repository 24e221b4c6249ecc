// Uses stripe-node itself with the emulator, so that the emulator fits backends that use stripe-node.

import Stripe from "stripe";
import { createEmulator } from "stripe-secret-store/testing";
import { beforeEach, expect, test } from "vitest";

const account = { type: "account" } as const;
const user = { type: "user", user: "usr_1" } as const;

let emulator: ReturnType<typeof createEmulator>;
let secrets: Stripe["apps"]["secrets"];

const over = (key = "sk_test_made_up", identity = {}) =>
  new Stripe(key, { httpClient: emulator.httpClient(identity), maxNetworkRetries: 0 }).apps.secrets;

beforeEach(() => {
  emulator = createEmulator();
  secrets = over();
});

test("makes its four calls", async () => {
  const created = await secrets.create({ name: "token", payload: "p ü &=", scope: user });
  expect(created).toMatchObject({ object: "apps.secret", name: "token", scope: user });
  expect(created.payload).toBeUndefined();
  expect(await secrets.find({ name: "token", scope: user, expand: ["payload"] })).toMatchObject({ id: created.id, payload: "p ü &=" });
  expect((await secrets.list({ scope: user })).data.map(({ name }) => name)).toEqual(["token"]);
  expect(await secrets.deleteWhere({ name: "token", scope: user })).toMatchObject({ id: created.id, deleted: true });
});

test("throws its own error classes, with the request's id", async () => {
  const failing = {
    StripeInvalidRequestError: () => secrets.find({ name: "nothing", scope: user }),
    StripeAuthenticationError: () =>
      new Stripe("", {
        httpClient: emulator.httpClient(),
        authenticator: async () => {},
      } as unknown as Stripe.StripeConfig).apps.secrets.list({ scope: user }),
    StripePermissionError: () =>
      over("sk_test_made_up", { user: "usr_2" }).list({ scope: { type: "account" } }, { stripeAccount: "acct_other" }),
  };
  for (const [type, act] of Object.entries(failing)) {
    await expect(act(), type).rejects.toMatchObject({ type, requestId: expect.stringMatching(/^req_/) });
  }
});

test("reports a missing secret by its code", async () => {
  await expect(secrets.find({ name: "nothing", scope: user })).rejects.toMatchObject({ code: "resource_missing", statusCode: 404 });
  await expect(secrets.deleteWhere({ name: "nothing", scope: account })).rejects.toMatchObject({ code: "resource_missing" });
});

test("reads one page after the other", async () => {
  const names = Array.from({ length: 10 }, (_, index) => `token ${index}`);
  for (const name of names) await secrets.create({ name, payload: "p", scope: account });
  const found: string[] = [];
  for await (const { name } of secrets.list({ scope: account, limit: 3 })) found.push(name);
  expect(found.sort()).toEqual(names);
  expect(emulator.requests.filter(({ method }) => method === "GET")).toHaveLength(4);
});

test("gets the first answer again for a repeated idempotency key", async () => {
  const params = { name: "token", payload: "p", scope: account };
  const first = await secrets.create(params, { idempotencyKey: "key" });
  expect(await secrets.create(params, { idempotencyKey: "key" })).toMatchObject({ id: first.id });
});
