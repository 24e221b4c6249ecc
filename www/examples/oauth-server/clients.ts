// Who may ask for tokens: the extension, which can keep no secret and so has PKCE, and the backend, which has both.

import type { Client } from "@node-oauth/oauth2-server";

/** A program that was registered with the provider. */
export interface RegisteredClient extends Client {
  /** Its `client_id`. */
  readonly id: string;
  /** Only where it can keep one: a backend. Without it the client is a public one. */
  readonly secret?: string;
  /** The addresses at which it takes its answer. Nothing else is redirected to. */
  readonly redirectUris: string[];
  /** What it may do. */
  readonly grants: string[];
}

const GRANTS = ["authorization_code", "refresh_token"];

/** The extension of the example `dropbox-oauth-pkce`, in the Dashboard's live and test mode. */
export const EXTENSION: RegisteredClient = {
  id: "dropbox-oauth-pkce",
  redirectUris: [
    "https://dashboard.stripe.com/apps-oauth/com.example.dropbox-oauth-pkce",
    "https://dashboard.stripe.com/test/apps-oauth/com.example.dropbox-oauth-pkce",
  ],
  grants: GRANTS,
};

/** The backend of the example `secret-store`, at whatever port of this machine. */
export const BACKEND: RegisteredClient = {
  id: "secret-store-backend",
  secret: "made-up-client-secret",
  redirectUris: ["http://127.0.0.1/oauth/callback"],
  grants: GRANTS,
};

/** Whether the client takes its answer there. On this machine the port is not compared, since programs take what is free (RFC 8252, 7.3). */
export function takesAnswerAt({ redirectUris }: RegisteredClient, uri: string): boolean {
  return redirectUris.includes(uri) || redirectUris.includes(uri.replace(/^(http:\/\/127\.0\.0\.1):\d+\//, "$1/"));
}
