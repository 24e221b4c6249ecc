// Implements a client of the provider by hand, so that its tests depend on no other code of the project.

import { createHash, randomBytes } from "node:crypto";

export const CLIENT = "dropbox-oauth-pkce";
export const REDIRECT = "https://dashboard.stripe.com/test/apps-oauth/com.example.dropbox-oauth-pkce";

export const newVerifier = () => randomBytes(32).toString("base64url");

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

export async function post(origin: string, path: string, fields: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${origin}${path}`, { method: "POST", body: new URLSearchParams(fields), headers: { Origin: "null" } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? {} : JSON.parse(text) };
}

/** Submits the consent page's form, and returns the redirect address. */
export async function consent(origin: string, fields: Record<string, string | undefined>): Promise<URL> {
  const usual = { response_type: "code", client_id: CLIENT, redirect_uri: REDIRECT, state: "made-up", person: "dbid:ann", allowed: "true" };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...usual, code_challenge_method: "S256", ...fields })) {
    if (value !== undefined) body.set(name, value);
  }
  const response = await fetch(`${origin}/authorize`, { method: "POST", body, redirect: "manual" });
  return new URL(response.headers.get("Location") ?? `about:status-${response.status}`);
}

export const challengeOf = (verifier: string) => createHash("sha256").update(verifier).digest("base64url");

/** Signs in, and returns a code with the verifier that it needs. */
export async function newCode(origin: string): Promise<{ code: string; verifier: string }> {
  const verifier = newVerifier();
  const back = await consent(origin, { code_challenge: challengeOf(verifier) });
  return { code: back.searchParams.get("code") ?? "", verifier };
}

export function exchange(origin: string, { code, verifier }: { code: string; verifier: string }): Promise<Answer> {
  const fields = { grant_type: "authorization_code", code, code_verifier: verifier, client_id: CLIENT, redirect_uri: REDIRECT };
  return post(origin, "/token", fields);
}

export const refresh = (origin: string, token: unknown) =>
  post(origin, "/token", { grant_type: "refresh_token", refresh_token: String(token), client_id: CLIENT });

/** Returns the answer of `/me`. */
export async function me(origin: string, token?: unknown): Promise<Answer> {
  const response = await fetch(`${origin}/me`, { headers: token === undefined ? {} : { Authorization: `Bearer ${String(token)}` } });
  return { status: response.status, headers: response.headers, json: await response.json() };
}
