// The Dashboard's part in a sign-in elsewhere (RFC 7636): it makes state and verifier, keeps the verifier while the user is away, and hands both
// to the extension when the answer's state is one that it made for this user.

import { keep, load } from "../storage";

export interface OAuthContext {
  readonly state: string;
  readonly code?: string;
  readonly verifier?: string;
  readonly error?: string;
}

/** How many sign-ins are remembered: whoever opens the view makes one, and most are never used. */
const REMEMBERED = 20;

/** What `createOAuthState(text)` of the SDK answers. The text comes back at the state's end. */
export async function createOAuthState(app: string, user: string, text = ""): Promise<{ state: string; challenge: string }> {
  const [state, verifier] = [random() + text, random()];
  keep(app, { pending: [...(load(app).pending ?? []), { state, verifier, user }].slice(-REMEMBERED) });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { state, challenge: base64url(new Uint8Array(digest)) };
}

/** What the provider sent the browser back with, once. Undefined where this address is no answer, or none to a question of this user. */
export function takeAnswer(app: string, user: string): OAuthContext | undefined {
  const path = /^\/(?:test\/)?apps-oauth\/([^/]+)$/.exec(location.pathname);
  if (path === null) return undefined;
  const answer = new URLSearchParams(location.search);
  // The address has the code in it: it is not to stay in the history.
  history.replaceState(null, "", "/");
  const [state, code, error] = ["state", "code", "error"].map((name) => answer.get(name) ?? undefined);
  const pending = load(app).pending ?? [];
  const begun = pending.find((one) => one.state === state && one.user === user);
  if (path[1] !== app || begun === undefined) return undefined;
  keep(app, { pending: pending.filter((one) => one !== begun) });
  if (error !== undefined) return { error, state: begun.state };
  return code === undefined ? undefined : { code, state: begun.state, verifier: begun.verifier };
}

/** Whether this address is that of live mode or of test mode, or of neither. */
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
