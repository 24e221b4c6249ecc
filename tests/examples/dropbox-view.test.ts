// Tests the example's view when the Dashboard renders it again with the same `oauthContext`.

import { createEmulator } from "stripe-secret-store/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDropbox } from "../../examples/dropbox-oauth-pkce/src/dropbox";
import { createOAuthServer, type OAuthServer } from "../../examples/oauth-server/server";
import { challengeOf, consent, newVerifier } from "./pkce";

const USER = { id: "usr_1", name: "User 1", account: { id: "acct_cactus", country: "US", isSandbox: false }, locale: "en" };
const host = globalThis as { __StripeExtExports?: unknown };
let provider: OAuthServer;

beforeEach(async () => {
  provider = await createOAuthServer();
  const client = createEmulator().httpClient({ user: USER.id });
  const stripeApiFetch = async (path: string, { method, headers, body }: { method: string; headers: object; body?: string }) => {
    const response = await client.makeRequest("", 443, path, method, headers, body, "https", 0);
    return { json: await response.toJSON(), headers: response.getHeaders(), status: response.getStatusCode() };
  };
  host.__StripeExtExports = { endpoint: { call: { supportsFetchAppEmbeddedKey: async () => false, stripeApiFetch } } };
});
afterEach(async () => {
  delete host.__StripeExtExports;
  await provider.close();
});

async function signedIn() {
  const verifier = newVerifier();
  const back = await consent(provider.origin, { code_challenge: challengeOf(verifier) });
  const oauthContext = { code: back.searchParams.get("code")!, verifier };
  const open = () => openDropbox(provider.origin, USER, "test");
  await open().finishSignIn(oauthContext);
  return { open, oauthContext };
}

test("exchanges a code once, and does not sign in again after a sign-out", async () => {
  const { open, oauthContext } = await signedIn();
  await open().finishSignIn(oauthContext);
  expect(await open().whoAmI()).toMatchObject({ name: "Ann Archer" });
  await open().signOut();
  await open().finishSignIn(oauthContext);
  expect(await open().whoAmI()).toBeNull();
  expect(provider.stats).toMatchObject({ exchanges: 1, revokedFamilies: 0 });
});

test("does not replace refreshed tokens with the first ones", async () => {
  const { open, oauthContext } = await signedIn();
  const headers = { "Content-Type": "application/json" };
  await fetch(`${provider.origin}/control`, {
    method: "POST",
    headers,
    body: JSON.stringify({ expire: "access", replay: "revoke_family" }),
  });
  expect(await open().whoAmI()).toMatchObject({ name: "Ann Archer" });
  await open().finishSignIn(oauthContext);
  expect(await open().whoAmI()).toMatchObject({ name: "Ann Archer" });
  expect(provider.stats).toMatchObject({ refreshes: 1, replays: 0, revokedFamilies: 0 });
});
