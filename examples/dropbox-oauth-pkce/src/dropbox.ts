// Dropbox for the view: the sign-in's provider and its tokens, the signed-in user, and the end of the sign-in. The tokens are one secret in the user's own scope.

import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { SecretStoreClient } from "stripe-secret-store";
import { createOAuthProvider, createTokenStore, dashboardRedirectUri, type Tokens } from "stripe-secret-store/oauth";
import type { SignInActions } from "stripe-secret-store/react";
import { DropboxError } from "./explain";

const APP_ID = "com.example.dropbox-oauth-pkce";
const CLIENT_ID = "dropbox-oauth-pkce";

/** The signed-in user at Dropbox. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** @param origin the provider's, from the manifest's constants */
export function openDropbox(origin: string, userContext: ExtensionContextValue["userContext"], mode: "live" | "test") {
  const provider = createOAuthProvider({
    authorizationEndpoint: `${origin}/authorize`,
    tokenEndpoint: `${origin}/token`,
    clientId: CLIENT_ID,
    redirectUri: dashboardRedirectUri({ appId: APP_ID, mode }),
  });
  const tokens = createTokenStore({
    client: new SecretStoreClient({ httpClient: createHttpClient(), userContext }),
    name: "dropbox_tokens",
    refresh: provider.refresh,
    // In milliseconds. Only this user's other tabs refresh the same pair, so the store need not wait for other programs as long as usual.
    conflictWait: 1_000,
  });

  return {
    provider,
    tokens,

    /** Returns the signed-in user. */
    async whoAmI(withToken: SignInActions["withToken"]): Promise<Person> {
      const response = await withToken((token) => ask(`${origin}/me`, { headers: { Authorization: `Bearer ${token}` } }));
      if (!response.ok) throw new DropboxError(`Dropbox answered with the status ${response.status}.`);
      return response.json();
    },

    /** Ends the sign-in at Dropbox. */
    async revoke({ refresh_token, access_token }: Tokens): Promise<void> {
      const body = new URLSearchParams({ token: refresh_token ?? access_token, client_id: CLIENT_ID });
      const { ok, status } = await ask(`${origin}/revoke`, { method: "POST", body });
      if (!ok) throw new DropboxError(`You are signed out here, but Dropbox did not end the sign-in (${status}).`);
    },
  };
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  return fetch(address, init).catch((cause: Error) => {
    // The browser's own message is "Failed to fetch", which does not help a user.
    throw Object.assign(new DropboxError("Dropbox did not answer. Try again later."), { cause });
  });
}
