#!/usr/bin/env bash
# Package: oidc-provider 9.13.3 (npm).
#
# Behaviour: with rotation a refresh marks the old refresh token as used before it saves the new one. When the adapter's database fails in between, the
# client gets 500 and no tokens. The client's next try with the same refresh token then counts as a replay: the whole grant is revoked, with the access
# token that was still good.
#
# Expected: a request that fails with 500 changes nothing, so that the client can send it again once the database is back.
#
# Output seen on 2026-11-27: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" oidc-provider@9.13.3

expected='refresh while the database fails once: 500 server_error
the same refresh afterwards: 400 invalid_grant
the access token from before: 401'

cat > program.mjs <<'PROGRAM'
import { createServer } from "node:http";
import Provider from "oidc-provider";

const models = new Map();
let failsOnce = false;

class Adapter {
  constructor(name) {
    this.name = name;
  }
  async upsert(id, payload) {
    if (failsOnce && this.name === "RefreshToken") {
      failsOnce = false;
      throw new Error("The database is busy.");
    }
    models.set(this.name + id, payload);
  }
  async find(id) {
    return models.get(this.name + id);
  }
  async consume(id) {
    models.get(this.name + id).consumed = 1;
  }
  async destroy(id) {
    models.delete(this.name + id);
  }
  async revokeByGrantId(grantId) {
    for (const [key, payload] of models) if (payload.grantId === grantId) models.delete(key);
  }
}

const clientId = "app";
const server = createServer().listen(0, "127.0.0.1");
await new Promise((listening) => server.once("listening", listening));
const origin = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(origin, {
  adapter: Adapter,
  clients: [
    {
      client_id: clientId,
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      redirect_uris: ["https://app.example/"],
    },
  ],
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  rotateRefreshToken: true,
});
server.on("request", provider.callback());

// The tokens of a sign-in, as the library's own models save them.
const accountId = "ann";
const client = await provider.Client.find(clientId);
const grant = new provider.Grant({ accountId, clientId });
grant.addOIDCScope("openid");
const fields = { accountId, client, grantId: await grant.save(), gty: "authorization_code", scope: "openid" };
const refreshToken = await new provider.RefreshToken(fields).save();
const accessToken = await new provider.AccessToken(fields).save();

async function refresh() {
  const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken, client_id: clientId });
  const response = await fetch(`${origin}/token`, { method: "POST", body });
  return `${response.status} ${(await response.json()).error ?? "tokens"}`;
}
failsOnce = true;
console.log(`refresh while the database fails once: ${await refresh()}`);
console.log(`the same refresh afterwards: ${await refresh()}`);
const { status } = await fetch(`${origin}/me`, { headers: { Authorization: `Bearer ${accessToken}` } });
console.log(`the access token from before: ${status}`);
process.exit();
PROGRAM

# The library prints notices about its default settings, and about older versions of Node.
actual=$(node program.mjs 2>/dev/null | grep --invert-match NOTICE)
echo "$actual"
[[ $actual == "$expected" ]]
