// One of many programs that share a token set: what a process and a page have in common.

import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { createLease, createOAuthProvider, createTokenStore } from "stripe-secret-store/oauth";

/** Makes a member, which asks the provider who it is with a token of the shared token set at each request of the test. */
export function createMember({ emulator, apiKey, provider: origin, lease, conflictWait, timeout, name }) {
  const { hostname: host, port } = new URL(emulator);
  const client = new SecretStoreClient({
    httpClient: Stripe.createFetchHttpClient(),
    host,
    port: Number(port),
    protocol: "http",
    apiKey,
    scope: "account",
  });
  const provider = createOAuthProvider({
    authorizationEndpoint: `${origin}/authorize`,
    tokenEndpoint: `${origin}/token`,
    clientId: "dropbox-oauth-pkce",
    redirectUri: "https://dashboard.stripe.com/test/apps-oauth/com.example.dropbox-oauth-pkce",
  });
  const store = createTokenStore({ client, name, refresh: provider.refresh, lease: lease && createLease(lease), conflictWait, timeout });
  return {
    /** Asks, and says how it went: the status of the answer, or why there was no token. */
    async ask() {
      const begun = Date.now();
      const ended = await store
        .withToken((token) => fetch(`${origin}/me`, { headers: { Authorization: `Bearer ${token}` } }))
        .then(
          ({ status }) => String(status),
          ({ code, cause }) => [code, cause?.code ?? cause?.message].filter(Boolean).join(": "),
        );
      return { ended, took: Date.now() - begun };
    },
  };
}
