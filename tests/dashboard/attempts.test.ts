// Tests the detection of retries with the real retries of two clients.

import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { connectEmulator } from "stripe-secret-store/testing";
import { expect } from "vitest";
import { describeAttempt } from "../../www/dashboard/log/attempts";
import { test, type Server } from "../clients/server";

const SCOPE = { type: "account" } as const;

async function attempts({ url }: Server) {
  const requests = await connectEmulator(url).requests();
  return requests.map((entry, index) => [entry.method, entry.status, describeAttempt(requests, index)]);
}

const stripeNode = ({ host, port }: Server) =>
  new Stripe("sk_test_app_a", { host, port, protocol: "http", maxNetworkRetries: 2 }).apps.secrets;
const own = ({ url }: Server) => new SecretStoreClient({ httpClient: connectEmulator(url).httpClient(), scope: "account" });

test("counts a write's attempts by its idempotency key, with stripe-node and with our client", async ({ server }) => {
  for (const set of [
    () => stripeNode(server).create({ name: "token", payload: "made up", scope: SCOPE }),
    () => own(server).createSecret({ name: "token", payload: "made up" }),
  ]) {
    await server.fail({ kind: "status", status: 503, count: 2 });
    await set();
  }
  const three = [
    ["POST", 503, undefined],
    ["POST", 503, "attempt 2"],
    ["POST", 200, "attempt 3"],
  ];
  expect(await attempts(server)).toEqual([...three, ...three]);
});

test("marks a failed read that is repeated, and no other", async ({ server }) => {
  await server.fail({ kind: "status", status: 503 });
  await stripeNode(server).list({ scope: SCOPE });
  await server.fail({ kind: "no_answer" });
  await own(server).listSecrets();
  expect(await attempts(server)).toEqual([
    ["GET", 503, undefined],
    ["GET", 200, "repeated"],
    ["GET", 200, undefined],
    ["GET", 200, "repeated"],
  ]);
});

test("does not mark a read that only resembles an earlier one", async ({ server }) => {
  await stripeNode(server).list({ scope: SCOPE });
  await stripeNode(server).list({ scope: SCOPE });
  await server.fail({ kind: "status", status: 400 });
  await stripeNode(server)
    .list({ scope: SCOPE, limit: 1 })
    .catch(() => {});
  await stripeNode(server).list({ scope: SCOPE, limit: 1 });
  await server.fail({ kind: "status", status: 503, method: "POST" });
  await stripeNode(server)
    .create({ name: "a", payload: "b", scope: SCOPE }, { maxNetworkRetries: 0 })
    .catch(() => {});
  await stripeNode(server).create({ name: "a", payload: "b", scope: SCOPE });
  expect((await attempts(server)).map(([, , tried]) => tried)).toEqual(Array.from({ length: 6 }, () => undefined));
});
