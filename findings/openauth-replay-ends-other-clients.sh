#!/usr/bin/env bash
# Package: @openauthjs/openauth 0.4.3 (npm).
#
# Behaviour: when a client sends a spent refresh token after the time for reuse, the issuer deletes every refresh token of the user. The sign-ins of the
# user's other clients, which did nothing wrong, end with it at their next refresh.
#
# Expected: the issuer revokes the refresh tokens of that sign-in, as RFC 9700 (section 4.14.2) describes, and the other clients go on.
#
# Output seen on 2026-11-28: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @openauthjs/openauth@0.4.3 valibot@1.1.0

expected='the tablet refreshes: 200 tokens
the phone refreshes: 200 tokens
the phone sends the spent refresh token: 400 invalid_grant
the tablet refreshes: 400 invalid_grant'

cat > program.mjs <<'PROGRAM'
import { issuer } from "@openauthjs/openauth";
import { MemoryStorage } from "@openauthjs/openauth/storage/memory";
import { createSubjects } from "@openauthjs/openauth/subject";
import { object, string } from "valibot";

// The library uses it, and Node 20 does not have it.
Array.fromAsync ??= async (items) => {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
};

const ORIGIN = "https://issuer.example";
// The time is moved by hand, since the least time for reuse is a second.
let passed = 0;
const { now } = Date;
Date.now = () => now() + passed;

const app = issuer({
  subjects: createSubjects({ user: object({ id: string() }) }),
  storage: MemoryStorage(),
  // Spent refresh tokens are kept for a minute, to recognise a replay.
  ttl: { reuse: 1, retention: 60 },
  allow: async () => true,
  // Each user who comes is Ann.
  providers: {
    password: {
      type: "password",
      init: (routes, context) => void routes.get("/authorize", (request) => context.success(request, {})),
    },
  },
  success: (context) => context.subject("user", { id: "ann" }),
});

async function signIn(clientId) {
  const query = new URLSearchParams({ client_id: clientId, redirect_uri: "https://app.example/", response_type: "code", provider: "password" });
  const first = await app.request(`${ORIGIN}/authorize?${query}`);
  const cookie = first.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
  const last = await app.request(`${ORIGIN}${first.headers.get("Location")}`, { headers: { cookie } });
  const code = new URL(last.headers.get("Location")).searchParams.get("code");
  const grant = { grant_type: "authorization_code", client_id: clientId, redirect_uri: "https://app.example/", code };
  return (await token(grant)).refresh_token;
}

async function token(fields) {
  const response = await app.request(`${ORIGIN}/token`, { method: "POST", body: new URLSearchParams(fields) });
  return { status: response.status, ...(await response.json()) };
}

async function refresh(what, refresh_token) {
  const answer = await token({ grant_type: "refresh_token", refresh_token });
  console.log(`${what}: ${answer.status} ${answer.error ?? "tokens"}`);
  return answer.refresh_token;
}

const phone = await signIn("phone");
const tablet = await refresh("the tablet refreshes", await signIn("tablet"));
await refresh("the phone refreshes", phone);
passed += 5_000;
await refresh("the phone sends the spent refresh token", phone);
await refresh("the tablet refreshes", tablet);
PROGRAM

# The library logs each request.
actual=$(node program.mjs | grep --invert-match --extended-regexp "^(<--|-->)")
echo "$actual"
[[ $actual == "$expected" ]]
