// Creates the emulator's worlds for these tests, and sends their requests.

import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator, type Emulator, type Identity, type World } from "stripe-secret-store/testing";
import { expect } from "vitest";

export const over = (emulator: Emulator, identity: Identity = {}) =>
  new SecretStoreClient({ httpClient: emulator.httpClient(identity), scope: "account", maxNetworkRetries: 0, cardNumbers: "allow" });

export const namesOf = async (secrets: SecretStoreClient) => (await secrets.listSecrets()).data.map(({ name }) => name).sort();

/** Returns the message of the error that `act` throws synchronously. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return (error as Error).message;
  }
  return expect.fail("nothing was thrown");
}

/** Returns the raw answer to a request that has a key or comes through a client. */
export const ask = (httpClient = createEmulator().httpClient(), path = "/v1/apps/secrets?scope[type]=account", headers: object = {}) =>
  httpClient.makeRequest("api.stripe.com", "443", path, "GET", headers, null, "https", 1_000);

export const APPS = [
  { id: "app_first", owner: "acct_us", distribution: "uploaded" },
  { id: "app_second", owner: "acct_us", distribution: "uploaded" },
  { id: "app_theirs", owner: "acct_them", distribution: "uploaded" },
  { id: "app_public", owner: "acct_us", distribution: "published" },
] as const;

export const WORLD: World = {
  apps: APPS,
  accounts: [
    { id: "acct_shop", users: [{ id: "usr_ann", name: "Ann" }], installed: APPS.map(({ id }) => id) },
    { id: "acct_club", users: [{ id: "usr_ben" }], installed: ["app_first"] },
  ],
  keys: [{ key: "sk_test_of_my_own", app: "app_public" }],
  secrets: [{ app: "app_first", account: "acct_shop", name: "from the start", payload: "made up", expires_in: 60 }],
};
