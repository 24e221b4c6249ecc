// Somebody who signs in at www/examples/oauth-server, without a browser.

import { createHash, randomBytes } from "node:crypto";
import {
  createOAuthProvider,
  dashboardRedirectUri,
  type OAuthContext,
  type OAuthProvider,
  type OAuthProviderOptions,
} from "stripe-secret-store/oauth";

/** That server, as the extension of the example knows it. */
export const providerAt = (origin: string, change: Partial<OAuthProviderOptions> = {}) =>
  createOAuthProvider({
    authorizationEndpoint: `${origin}/authorize`,
    tokenEndpoint: `${origin}/token`,
    clientId: "dropbox-oauth-pkce",
    redirectUri: dashboardRedirectUri({ appId: "com.example.dropbox-oauth-pkce", mode: "test" }),
    ...change,
  });

/** What `createOAuthState()` of the SDK gives, and the verifier that the Dashboard keeps meanwhile. */
export function oauthState() {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, state: randomBytes(8).toString("hex"), challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Follows the link, allows or denies, and gives what the Dashboard makes of the address that the browser is then sent to. */
export async function consent(provider: OAuthProvider, allowed = true): Promise<OAuthContext> {
  const { verifier, ...given } = oauthState();
  const link = new URL(provider.authorizationUrl(given));
  const form = await (await fetch(link)).text();
  const fields = new URLSearchParams({ allowed: String(allowed), person: /<option value="(.*?)"/.exec(form)![1]! });
  for (const [, name, value] of form.matchAll(/<input type="hidden" name="(.*?)" value="(.*?)">/g))
    fields.set(
      name!,
      value!.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
    );
  const answer = await fetch(new URL("/authorize", link), { method: "POST", body: fields, redirect: "manual" });
  const { searchParams } = new URL(answer.headers.get("location")!);
  if (searchParams.get("state") !== given.state) throw new Error("The provider gave another state back.");
  const [code, error] = ["code", "error"].map((name) => searchParams.get(name) ?? undefined);
  return { verifier, ...(code && { code }), ...(error && { error }) };
}
