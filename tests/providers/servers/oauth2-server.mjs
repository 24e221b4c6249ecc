// Runs @node-oauth/oauth2-server behind Express. The library stores nothing and has no revocation endpoint, so this program has a model in memory, as
// the library's documentation describes it, and `/revoke`.

import { createRequire } from "node:module";
import OAuth2Server from "@node-oauth/oauth2-server";
import express from "express";

const { version } = createRequire(import.meta.url)("@node-oauth/oauth2-server/package.json");
const settings = { rotate: true, accessTokenLife: 3600 };
const clients = JSON.parse(process.env.CLIENTS).map(({ id, secret, redirectUri }) => ({
  id,
  secret,
  redirectUris: [redirectUri],
  grants: ["authorization_code", "refresh_token"],
}));
const codes = new Map();
const accessTokens = new Map();
const refreshTokens = new Map();

const model = {
  // The authorization endpoint asks with `null`, which stands for "without a secret".
  getClient: (id, secret) => clients.find((client) => client.id === id && (secret === null || client.secret === secret)),
  saveAuthorizationCode(code, client, user) {
    codes.set(code.authorizationCode, { ...code, client, user });
    return codes.get(code.authorizationCode);
  },
  getAuthorizationCode: (code) => codes.get(code),
  revokeAuthorizationCode: ({ authorizationCode }) => codes.delete(authorizationCode),
  saveToken(token, client, user) {
    const saved = { ...token, client, user };
    accessTokens.set(token.accessToken, saved);
    if (token.refreshToken) refreshTokens.set(token.refreshToken, saved);
    return saved;
  },
  getAccessToken: (accessToken) => accessTokens.get(accessToken),
  getRefreshToken: (refreshToken) => refreshTokens.get(refreshToken),
  revokeToken: ({ refreshToken }) => refreshTokens.delete(refreshToken),
};

const oauth = new OAuth2Server({
  model,
  authenticateHandler: { handle: (request) => ({ id: request.query.login_hint }) },
  // Public clients have no secret; `getClient` compares the secrets of the others.
  requireClientAuthentication: { authorization_code: false, refresh_token: false },
});

const app = express();
app.use(express.urlencoded({ extended: false }), express.json());

/** Runs a handler of the library and sends its answer. */
const answered = (handle) => async (request, response) => {
  const answer = new OAuth2Server.Response(response);
  try {
    await handle(new OAuth2Server.Request(request), answer);
  } catch (error) {
    answer.status = error.code;
    answer.body = { error: error.name, error_description: error.message };
  }
  response.set(answer.headers).status(answer.status).send(answer.body);
};

app.get(
  "/authorize",
  answered((request, answer) => oauth.authorize(request, answer)),
);
app.post(
  "/token",
  answered((request, answer) => {
    const { rotate, accessTokenLife } = settings;
    return oauth.token(request, answer, { alwaysIssueNewRefreshToken: rotate, accessTokenLifetime: accessTokenLife });
  }),
);
app.get(
  "/me",
  answered(async (request, answer) => {
    const { user } = await oauth.authenticate(request, answer);
    answer.body = { sub: user.id };
  }),
);
app.post("/revoke", ({ body }, response) => {
  accessTokens.delete(refreshTokens.get(body.token)?.accessToken);
  refreshTokens.delete(body.token);
  response.end();
});
app.post("/control", ({ body: { expire, ...change } }, response) => {
  Object.assign(settings, change);
  if (expire) for (const token of accessTokens.values()) token.accessTokenExpiresAt = new Date(0);
  response.json({ version });
});

process.stdin.on("end", () => process.exit()).resume();
const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
