// From the extension to the backend: the user stored a token in their own scope, and the backend uses it.

import type { RequestHandler } from "express";
import type { SecretStoreClient } from "stripe-secret-store";
import type { SignedRequest } from "stripe-secret-store/node";
import { Refusal } from "./failed";

const NAME = "api_token";

/** Answers whose token the user stored, as the provider says. The token itself does not leave the backend. */
export function profileRoute(secrets: SecretStoreClient, provider: string): RequestHandler {
  return async (_request, response) => {
    const { user, account }: SignedRequest = response.locals.signed;
    const secret = await secrets.forAccount(account).findSecret({ name: NAME, scope: { type: "user", user } });
    if (!secret?.payload) throw new Refusal(404, "not_found", `Store a token named “${NAME}” in your own scope first.`);
    response.json(await ownerOf(secret.payload));
  };

  async function ownerOf(token: string): Promise<{ name: string; email: string }> {
    const answer = await fetch(`${provider}/me`, { headers: { Authorization: `Bearer ${token}` } }).catch(() => {
      throw new Refusal(502, "provider_unreachable", "The provider did not answer. Try again later.");
    });
    if (!answer.ok)
      throw new Refusal(422, "provider_refused", `The provider answered with the status ${answer.status}. Store another token.`);
    const { name, email } = (await answer.json()) as { name: string; email: string };
    return { name, email };
  }
}
