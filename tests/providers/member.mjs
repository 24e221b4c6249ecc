// Runs as one of several processes that share a token set. A message of the parent has the options of the token set to join, or asks for a call.

import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createLease, createOAuthProvider, createTokenStore } from "stripe-secret-store/oauth";

let ask;

function join({ emulator, name, provider, resource, refreshOn, lease, conflictWait, timeout }) {
  const { hostname: host, port } = new URL(emulator);
  const httpClient = Stripe.createFetchHttpClient();
  const options = { httpClient, host, port: Number(port), protocol: "http", apiKey: "sk_test_app_a", scope: "account" };
  const client = new SecretStoreClient(options);
  const { refresh } = createOAuthProvider(provider);
  const store = createTokenStore({
    client,
    name,
    refresh,
    refreshOn,
    lease: lease && createLease(lease),
    conflictWait,

    timeout,
  });
  ask = async () => {
    try {
      const call = (token) => fetch(resource, { headers: { Authorization: `Bearer ${token}` } });
      return String((await store.withToken(call)).status);
    } catch (error) {
      return error.code ?? String(error);
    }
  };
}

process.on("message", async ({ id, options }) => {
  if (options) join(options);
  process.send({ id, outcome: options ? "joined" : await ask() });
});
process.on("disconnect", () => process.exit());
process.send({ id: 0, outcome: "ready" });
