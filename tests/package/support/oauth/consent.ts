// Signs a user in at examples/oauth-server, without a browser.

import { createHash, randomBytes } from "node:crypto";
import {
  createOAuthProvider,
  dashboardRedirectUri,
  type OAuthContext,
  type OAuthProvider,
  type OAuthProviderOptions,
} from "stripe-secret-store/oauth";

/** Returns that server's options, as in the example's extension. */
export const providerAt = (origin: string, change: Partial<OAuthProviderOptions> = {}) =>
  createOAuthProvider({
    authorizationEndpoint: `${origin}/authorize`,
    tokenEndpoint: `${origin}/token`,
    clientId: "dropbox-oauth-pkce",
    redirectUri: dashboardRedirectUri({ appId: "com.example.dropbox-oauth-pkce", mode: "test" }),
    ...change,
  });

/** Returns the result of the SDK's `createOAuthState()`, and the verifier that the Dashboard keeps meanwhile. */
export function oauthState() {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, state: randomBytes(8).toString("hex"), challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Follows the link, allows or denies access, and returns the `oauthContext` that the Dashboard makes from the redirect. */
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
