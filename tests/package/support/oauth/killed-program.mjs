// Refreshes a token set and ends itself at a given step. killed-programs.test.ts runs it.

import Stripe from "stripe";

const { SecretStoreClient } = await import(process.env.ENTRY);
const { createOAuthProvider, createTokenStore, splitFormat } = await import("stripe-secret-store/oauth");
const { step, emulator, provider: origin, name, isSplit } = JSON.parse(process.env.PROGRAM);

/** Ends the program here and now, as a closed tab or a crash does. */
const at = (reached) => (reached === step ? (process.kill(process.pid, "SIGKILL"), new Promise(() => {})) : undefined);

const http = Stripe.createFetchHttpClient();
const httpClient = {
  getClientName: () => http.getClientName(),
  async makeRequest(...request) {
    const [, , path, method, , body] = request;
    const what = `${path}${body}`.includes(".header") ? " the header value" : "";
    const act = method === "POST" ? "store" : "read";
    await at(`before it asks to ${act}${what}`);
    const response = await http.makeRequest(...request);
    await at(`before it hears that it has ${act === "store" ? "stored" : "read"}${what}`);
    return response;
  },
};
const { hostname: host, port } = new URL(emulator);
const client = new SecretStoreClient({ httpClient, host, port: Number(port), protocol: "http", apiKey: "sk_test_app_a", scope: "account" });
const { refresh } = createOAuthProvider({
  authorizationEndpoint: `${origin}/authorize`,
  tokenEndpoint: `${origin}/token`,
  clientId: "dropbox-oauth-pkce",
  redirectUri: "https://dashboard.stripe.com/test/apps-oauth/com.example.dropbox-oauth-pkce",
  async fetch(...request) {
    await at("before it asks for new tokens");
    const response = await fetch(...request);
    await at("before it hears the new tokens");
    return response;
  },
});
const store = createTokenStore({
  client,
  name,
  format: isSplit ? splitFormat() : undefined,
  async refresh(tokens) {
    const response = await refresh(tokens);
    await at("before it stores the new tokens");
    return response;
  },
});
await store.withToken(async (token) => ({ status: token === process.env.ENDED ? 401 : 200 }));
await at("when all is done");
