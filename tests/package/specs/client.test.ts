// The client as an object: what it shows of itself, and how it is held.

import { inspect } from "node:util";
import { SecretStoreClient, type SecretStoreError } from "stripe-secret-store";
import { expect, test } from "vitest";
import { clientOver, errorOf, scripted } from "../support/client";

const KEY = "sk_test_made_up_key";
const unauthorized = () => clientOver(scripted({ status: 401 }), { apiKey: KEY });

test("shows neither its key nor another field when it is printed or serialised", () => {
  const client = unauthorized();
  for (const shown of [inspect(client, { depth: 10 }), JSON.stringify(client), String(client), Object.keys(client).join(), { ...client }]) {
    expect(JSON.stringify(shown)).not.toContain(KEY);
  }
  expect(structuredClone({ ...client })).toEqual({});
});

test("locates calls without revealing the key", () => {
  const httpClient = scripted({ status: 401 });
  const client = new SecretStoreClient({ httpClient, apiKey: KEY, stripeAccount: "acct_1", userContext: { id: "usr_1" } });
  const user = { account: "acct_1", context: undefined, scope: { type: "user", user: "usr_1" } };
  expect(client.locate()).toEqual(user);
  expect(client.locate({ scope: { type: "user" } })).toEqual(user);
  expect(client.locate({ scope: "account" })).toEqual({ ...user, scope: { type: "account" } });
  const backend = new SecretStoreClient({ httpClient, scope: "account", stripeContext: "acct_2" });
  expect(backend.locate()).toEqual({ account: undefined, context: "acct_2", scope: { type: "account" } });
  expect(backend.locate({ scope: { type: "user", user: "usr_2" } }).scope).toEqual({ type: "user", user: "usr_2" });
});

test("works through a Proxy and as a subclass", async () => {
  class Own extends SecretStoreClient {}
  const own = new Own({ httpClient: scripted({ status: 401 }), maxNetworkRetries: 0 });
  for (const client of [new Proxy(unauthorized(), {}), own]) {
    expect((await errorOf(() => client.listSecrets({ scope: "account" }))).code).toBe("unauthorized");
  }
});

test("rejects a method that is called without its client", async () => {
  const { listSecrets, forUser, forAccount } = unauthorized();
  const promise = listSecrets();
  for (const act of [() => promise, () => forUser({ id: "usr_2" }), () => forAccount("acct_2")]) {
    const error = await errorOf(act);
    expect(error).toMatchObject({ code: "invalid_option", attempts: 0 } satisfies Partial<SecretStoreError>);
    expect(error.message).toContain("must be called on its client");
  }
});
