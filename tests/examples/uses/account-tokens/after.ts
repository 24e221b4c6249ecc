// Keeps the same tokens with this package: a token set, and a header value for Stripe's egress.

import type { SecretStoreClient } from "stripe-secret-store";
import { createTokenStore, OAuthError, splitFormat } from "stripe-secret-store/oauth";
import type { AccountTokens, Refresh } from "../use";

export function accountTokens(client: SecretStoreClient, refresh: Refresh): AccountTokens {
  const tokens = createTokenStore({
    client,
    name: "crm",
    scope: "account",
    refresh: ({ refresh_token }) => refresh(refresh_token!),
    format: splitFormat({ name: "CRM_AUTHORIZATION" }),
  });
  return {
    save: async (answer) => void (await tokens.save(answer)),
    call: (request) =>
      tokens
        .withToken((token) => request(`Bearer ${token}`))
        .catch((error) => {
          if (!OAuthError.is(error) || error.code !== "signed_out") throw error;
          return undefined;
        }),
    region: async () => (await tokens.get())?.region,
    clear: () => tokens.clear(),
  };
}
