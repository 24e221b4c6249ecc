// Dropbox as the view sees it: a sign-in, who one is there, and a sign-out. The tokens are one secret in the user's own scope.

import type { ExtensionContextValue } from "@stripe/ui-extension-sdk/context";
import { createHttpClient } from "@stripe/ui-extension-sdk/http_client";
import { createOAuthState } from "@stripe/ui-extension-sdk/oauth";
import { SecretStoreClient } from "stripe-secret-store";
import { createOAuthProvider, createTokenStore, dashboardRedirectUri, type OAuthContext } from "stripe-secret-store/oauth";
import { DropboxError } from "./explain";

const APP_ID = "com.example.dropbox-oauth-pkce";
const CLIENT_ID = "dropbox-oauth-pkce";

/** The signed-in user at Dropbox. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

export type Dropbox = ReturnType<typeof openDropbox>;

/** @param provider its origin, from the manifest's constants */
export function openDropbox(provider: string, userContext: ExtensionContextValue["userContext"], mode: "live" | "test") {
  const oauth = createOAuthProvider({
    authorizationEndpoint: `${provider}/authorize`,
    tokenEndpoint: `${provider}/token`,
    clientId: CLIENT_ID,
    redirectUri: dashboardRedirectUri({ appId: APP_ID, mode }),
  });
  const tokens = createTokenStore({
    client: new SecretStoreClient({ httpClient: createHttpClient(), userContext }),
    name: "dropbox_tokens",
    refresh: oauth.refresh,
    // In milliseconds. Only this user's other tabs refresh the same pair, so that other programs need not be waited for as long as usual.
    conflictWait: 1_000,
  });

  return {
    /** Takes what Dropbox answered to a sign-in, if it did. */
    async finishSignIn(oauthContext: OAuthContext | undefined): Promise<void> {
      const response = await oauth.exchange(oauthContext, tokens);
      if (response !== null) await tokens.save(response);
    },

    /** Returns the signed-in user, or null. Replaces an access token that has ended. */
    async whoAmI(): Promise<Person | null> {
      if ((await tokens.get()) === null) return null;
      const response = await tokens.withToken((token) => ask(`${provider}/me`, { headers: { Authorization: `Bearer ${token}` } }));
      if (!response.ok) throw new DropboxError(`Dropbox answered with the status ${response.status}.`);
      return response.json();
    },

    /** Where to sign in. Good for one sign-in. */
    async signInAddress(): Promise<string> {
      return oauth.authorizationUrl(await createOAuthState());
    },

    /** Ends the sign-in here, then there. */
    async signOut(): Promise<void> {
      const held = await tokens.get();
      await tokens.clear();
      const token = held?.refresh_token ?? held?.access_token;
      if (token === undefined) return;
      const response = await ask(`${provider}/revoke`, { method: "POST", body: new URLSearchParams({ token, client_id: CLIENT_ID }) });
      if (!response.ok) throw new DropboxError(`You are signed out here, but Dropbox did not end the sign-in (${response.status}).`);
    },
  };
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  return fetch(address, init).catch((cause: Error) => {
    // The browser's own message is "Failed to fetch", which does not help a user.
    throw Object.assign(new DropboxError("Dropbox did not answer. Try again later."), { cause });
  });
}
