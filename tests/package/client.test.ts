// The client as an object: what it shows of itself, and how it is held.

import { inspect } from "node:util";
import { SecretStoreClient, type SecretStoreError } from "stripe-secret-store";
import { expect, test } from "vitest";
import { clientOver, errorOf, scripted } from "./support";

const KEY = "sk_test_made_up_key";
const unauthorized = () => clientOver(scripted({ status: 401 }), { apiKey: KEY });

test("it shows neither its key nor anything else, printed or sent", () => {
  const client = unauthorized();
  for (const shown of [inspect(client, { depth: 10 }), JSON.stringify(client), String(client), Object.keys(client).join(), { ...client }]) {
    expect(JSON.stringify(shown)).not.toContain(KEY);
  }
  expect(structuredClone({ ...client })).toEqual({});
});

test("freed, once or twice, during a call or before, it goes on working", async () => {
  const client = unauthorized();
  const call = errorOf(() => client.listSecrets());
  client.free();
  client[Symbol.dispose]?.();
  client.free();
  for (const error of [await call, await errorOf(() => client.listSecrets())]) expect(error.code).toBe("unauthorized");
});

test("it works through a Proxy, and as a class of one's own", async () => {
  class Own extends SecretStoreClient {}
  const own = new Own({ httpClient: scripted({ status: 401 }), maxNetworkRetries: 0 });
  for (const client of [new Proxy(unauthorized(), {}), own]) {
    expect((await errorOf(() => client.listSecrets({ scope: "account" }))).code).toBe("unauthorized");
  }
});

test("a method that was taken off it says so, in its promise", async () => {
  const { listSecrets, forUser } = unauthorized();
  const promise = listSecrets();
  for (const error of [await errorOf(() => promise), await errorOf(() => forUser({ id: "usr_2" }))]) {
    expect(error).toMatchObject({ code: "invalid_option", attempts: 0 } satisfies Partial<SecretStoreError>);
    expect(error.message).toContain("without its client");
  }
});
