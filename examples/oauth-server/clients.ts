// Lists the clients that may request tokens: the extension, which cannot keep a secret and uses PKCE, and the backend, which uses both.

import type { Client } from "@node-oauth/oauth2-server";

/** A program that was registered with the provider. */
export interface RegisteredClient extends Client {
  /** Its `client_id`. */
  readonly id: string;
  /** Only where it can keep one: a backend. Without it the client is a public one. */
  readonly secret?: string;
  /** The redirect addresses. The server redirects to no others. */
  readonly redirectUris: string[];
  /** The grants that it may use. */
  readonly grants: string[];
}

const GRANTS = ["authorization_code", "refresh_token"];

/** Registers an app's extension, in the Dashboard's live and test mode. The app's own id is its `client_id`, unless another one is given. */
export const extensionOf = (app: string, id = app): RegisteredClient => ({
  id,
  redirectUris: ["apps-oauth", "test/apps-oauth"].map((path) => `https://dashboard.stripe.com/${path}/${app}`),
  grants: GRANTS,
});

/** The extension of the example `dropbox-oauth-pkce`. */
export const EXTENSION = extensionOf("com.example.dropbox-oauth-pkce", "dropbox-oauth-pkce");

/** The backend of the example `secret-store`, at whatever port of this machine. */
export const BACKEND: RegisteredClient = {
  id: "secret-store-backend",
  secret: "made-up-client-secret",
  redirectUris: ["http://127.0.0.1/oauth/callback"],
  grants: GRANTS,
};

/** Returns whether a redirect address belongs to the client. On this machine the port is not compared, since programs use any free port (RFC 8252, 7.3). */
export function takesAnswerAt({ redirectUris }: RegisteredClient, uri: string): boolean {
  return redirectUris.includes(uri) || redirectUris.includes(uri.replace(/^(http:\/\/127\.0\.0\.1):\d+\//, "$1/"));
}
