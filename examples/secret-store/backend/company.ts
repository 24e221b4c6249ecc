// From the backend to the extension: the backend gets a token for the whole account by OAuth, stores it in the account's scope, and every user's
// extension reads it there.

import { createHash, randomBytes } from "node:crypto";
import express, { type Router } from "express";
import type { SecretStoreClient } from "stripe-secret-store";
import type { SignedRequest } from "stripe-secret-store/node";
import { createOAuthProvider, OAuthError } from "stripe-secret-store/oauth";
import { failedPage, Refusal } from "./failed";
import type { BackendOptions } from "./options";

const NAME = "company_token";
/** The time that a user may take at the provider, in milliseconds. */
const PATIENCE = 600_000;

/** A sign-in that was begun and not yet answered. */
interface Pending {
  readonly account: string;
  readonly verifier: string;
  readonly begun: number;
}

export function companyRoutes(
  secrets: SecretStoreClient,
  { provider, clientSecret, dashboard, origin }: Pick<BackendOptions, "provider" | "clientSecret" | "dashboard"> & { origin: string },
): Router {
  const oauth = createOAuthProvider({
    authorizationEndpoint: `${provider}/authorize`,
    tokenEndpoint: `${provider}/token`,
    clientId: "secret-store-backend",
    redirectUri: `${origin}/oauth/callback`,
    tokenParams: { client_secret: clientSecret },
  });
  const pending = new Map<string, Pending>();
  const routes = express.Router();

  routes.post("/api/connect", (_request, response) => {
    const { account }: SignedRequest = response.locals.signed;
    const now = Date.now();
    for (const [state, { begun }] of pending) if (begun < now - PATIENCE) pending.delete(state);
    const [state, verifier] = [random(), random()];
    pending.set(state, { account, verifier, begun: now });
    response.json({ url: oauth.authorizationUrl({ state, challenge: createHash("sha256").update(verifier).digest("base64url") }) });
  });

  routes.get("/oauth/callback", async (request, response) => {
    const { state, code, error } = request.query as Record<string, string | undefined>;
    const begun = pending.get(state ?? "");
    pending.delete(state ?? "");
    if (begun === undefined) throw new Refusal(400, "unknown_state", "This sign-in was not begun here, or too long ago. Begin again.");
    const { access_token, expires_in } = await oauth.exchange({ code, error, verifier: begun.verifier }).then(given, refused);
    // The secret ends with the token. Then the extension shows that the company is not connected.
    const expires_at = expires_in === undefined ? undefined : Math.floor(Date.now() / 1000) + Number(expires_in);
    await secrets.forAccount(begun.account).createSecret({ name: NAME, payload: access_token, scope: "account", expires_at });
    response.redirect(303, dashboard());
  });
  routes.use("/oauth/callback", failedPage(dashboard));
  return routes;
}

const random = () => randomBytes(32).toString("base64url");

function given<T>(answer: T | null): T {
  if (answer === null) throw new Refusal(400, "no_code", "The provider gave no code. Begin again.");
  return answer;
}

function refused(error: unknown): never {
  if (!OAuthError.is(error)) throw error;
  throw new Refusal(error.code === "denied" ? 403 : 502, error.code, error.message);
}
