// Runs oidc-provider, configured as in its documentation. The library serves every route but `/control` and `/interaction`.

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import Provider from "oidc-provider";

const { version } = createRequire(import.meta.url)("oidc-provider/package.json");
const settings = { rotate: true, accessTokenLife: 3600 };

/** Keeps the models in memory, where `/control` can end access tokens. */
const models = new Map();

class Adapter {
  constructor(name) {
    this.name = name;
  }
  async upsert(id, payload) {
    models.set(`${this.name}:${id}`, payload);
  }
  async find(id) {
    return models.get(`${this.name}:${id}`);
  }
  async findByUid(uid) {
    return [...models].find(([key, payload]) => key.startsWith(this.name) && payload.uid === uid)?.[1];
  }
  async consume(id) {
    (await this.find(id)).consumed = Math.floor(Date.now() / 1000);
  }
  async destroy(id) {
    models.delete(`${this.name}:${id}`);
  }
  async revokeByGrantId(grantId) {
    for (const [key, payload] of models) if (payload.grantId === grantId) models.delete(key);
  }
}

const clients = JSON.parse(process.env.CLIENTS).map(({ id, secret, authentication, redirectUri }) => ({
  client_id: id,
  ...(secret && { client_secret: secret }),
  token_endpoint_auth_method: authentication,
  redirect_uris: [redirectUri],
  grant_types: ["authorization_code", "refresh_token"],
  id_token_signed_response_alg: "ES256",
}));

const configuration = {
  adapter: Adapter,
  clients,
  cookies: { keys: ["made-up"] },
  jwks: { keys: [generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })] },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed("refresh_token"),
  pkce: { required: () => true },
  rotateRefreshToken: () => settings.rotate,
  ttl: {
    AccessToken: () => settings.accessTokenLife,
    AuthorizationCode: 60,
    Grant: 86_400,
    IdToken: 3600,
    Interaction: 60,
    RefreshToken: 86_400,
    Session: 3600,
  },
};

const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(origin, configuration);

/** Signs the user of `login_hint` in and grants the scope, in place of pages with forms. */
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  const accountId = params.login_hint;
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
});

/** Changes settings, and ends every access token when asked to. */
provider.use(async (ctx, next) => {
  if (ctx.path !== "/control") return next();
  const chunks = await ctx.req.toArray();
  const { expire, ...change } = JSON.parse(Buffer.concat(chunks).toString());
  Object.assign(settings, change);
  if (expire) for (const [key, payload] of models) if (key.startsWith("AccessToken:")) payload.exp = 1;
  ctx.body = { version };
});

server.on("request", provider.callback());
process.stdin.on("end", () => process.exit()).resume();
console.log(origin);
