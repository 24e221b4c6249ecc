// Implements the model that @node-oauth/oauth2-server needs: the storage of clients, codes and tokens.

import { timingSafeEqual } from "node:crypto";
import OAuth2Server, { type AuthorizationCodeModel, type RefreshTokenModel } from "@node-oauth/oauth2-server";
import { takesAnswerAt, type RegisteredClient } from "./clients";
import type { Grants, IssuedCode, IssuedToken, Owner } from "./grants";
import { ownerOfToken } from "./people";

/** The library wants to know when a token ends. */
const NEVER = new Date(8.64e15);

const { InvalidGrantError, InvalidRequestError } = OAuth2Server;

export function oauthModel(clients: readonly RegisteredClient[], grants: Grants): AuthorizationCodeModel & RefreshTokenModel {
  return {
    /** Without a secret in `/authorize` (null), and wherever a public client asks (undefined). */
    async getClient(id: string, secret: string | null | undefined) {
      const client = clients.find((one) => one.id === id);
      if (client?.secret === undefined || secret === null) return client;
      return secret !== undefined && same(secret, client.secret) ? client : undefined;
    },
    validateRedirectUri: async (uri, client) => takesAnswerAt(client as RegisteredClient, uri),
    async saveAuthorizationCode(code, client, user) {
      // The library does not require PKCE. Without it, any program that reads the redirect address could use the code.
      if (code.codeChallenge === undefined) throw new InvalidRequestError("Missing parameter: `code_challenge`");
      return grants.saveCode(code, client, user as Owner);
    },
    getAuthorizationCode: async (code) => grants.code(code),
    revokeAuthorizationCode: async (code) => grants.useCode(code as IssuedCode),
    async saveToken(token, client, user) {
      const issued = grants.saveToken(token, client, user as Owner);
      if (issued === undefined) throw new InvalidGrantError("Invalid grant: it was revoked");
      return issued;
    },
    async getAccessToken(token) {
      const issued = grants.accessToken(token);
      const user = ownerOfToken(token);
      if (issued !== undefined || user === undefined) return issued;
      return { accessToken: token, accessTokenExpiresAt: NEVER, client: { id: "personal", grants: [] }, user };
    },
    getRefreshToken: async (token) => {
      const issued = grants.refreshToken(token);
      return issued?.refreshToken === undefined ? undefined : { ...issued, refreshToken: issued.refreshToken };
    },
    revokeToken: async (token) => grants.useRefreshToken(token as IssuedToken & { refreshToken: string }),
  };
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
