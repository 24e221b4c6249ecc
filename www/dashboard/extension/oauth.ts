// Implements the Dashboard's part of an OAuth sign-in with PKCE (RFC 7636). It creates state and verifier, and stores the verifier during the
// sign-in. The extension receives both when the provider's answer has a state that was made for this user.

import { loadSettings, saveSettings } from "../storage";

export interface OAuthContext {
  readonly state: string;
  readonly code?: string;
  readonly verifier?: string;
  readonly error?: string;
}

/** Bounds the stored sign-ins. Each opened view starts one, and most are never used. */
const MAX_PENDING = 20;

/** Answers the SDK's `createOAuthState(text)`. The state ends with the text. */
export async function createOAuthState(app: string, user: string, text = ""): Promise<{ state: string; challenge: string }> {
  const [state, verifier] = [random() + text, random()];
  saveSettings(app, { pending: [...(loadSettings(app).pending ?? []), { state, verifier, user }].slice(-MAX_PENDING) });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { state, challenge: base64url(new Uint8Array(digest)) };
}

/** Returns the provider's answer once. Returns undefined unless the address holds an answer for this user. */
export function takeAnswer(app: string, user: string): OAuthContext | undefined {
  const path = /^\/(?:test\/)?apps-oauth\/([^/]+)$/.exec(location.pathname);
  if (path === null) return undefined;
  const answer = new URLSearchParams(location.search);
  // The address contains the code, which must not stay in the history.
  history.replaceState(null, "", "/");
  const [state, code, error] = ["state", "code", "error"].map((name) => answer.get(name) ?? undefined);
  const pending = loadSettings(app).pending ?? [];
  const signIn = pending.find((one) => one.state === state && one.user === user);
  if (path[1] !== app || signIn === undefined) return undefined;
  saveSettings(app, { pending: pending.filter((one) => one !== signIn) });
  if (error !== undefined) return { error, state: signIn.state };
  return code === undefined ? undefined : { code, state: signIn.state, verifier: signIn.verifier };
}

/** Returns the mode of a redirect address. Returns undefined for another address. */
export function modeOfAddress(): "live" | "test" | undefined {
  if (location.pathname.startsWith("/apps-oauth/")) return "live";
  return location.pathname.startsWith("/test/apps-oauth/") ? "test" : undefined;
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
