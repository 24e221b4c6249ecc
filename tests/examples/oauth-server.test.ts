// The local OAuth provider keeps to the rules that real ones keep to, also when two ask at once.

import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createOAuthServer, type OAuthServer } from "../../examples/oauth-server/server";
import { startDashboard } from "../../examples/start";
import { CLIENT, challengeOf, consent, exchange, me, newCode, newVerifier, post, REDIRECT, refresh } from "./pkce";

let provider: OAuthServer;
let origin: string;

beforeEach(async () => {
  provider = await createOAuthServer({ accessTokenLifetime: 600 });
  ({ origin } = provider);
});
afterEach(() => provider.close());

const control = (body: object) =>
  fetch(`${origin}/control`, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });

async function signedIn(): Promise<Record<string, unknown>> {
  const { status, json } = await exchange(origin, await newCode(origin));
  expect(status).toBe(200);
  return json;
}

test("knows an app of one's own by its id, and sends its users back to the local Dashboard", async () => {
  const extension = fileURLToPath(new URL("../../examples/dropbox-oauth-pkce", import.meta.url));
  const [emulator, id] = ["http://127.0.0.1:1", "com.example.own"];
  await expect(startDashboard({ emulator, extension, provider: true })).rejects.toThrow("needs an app with a manifest");
  const { page, provider, close } = await startDashboard({ emulator, extension, provider: true, worldManifest: { file: "", id } });
  onTestFinished(close);
  const config = await fetch(`${page}/config.json`, { headers: { "Sec-Fetch-Site": "same-origin" } });
  expect(await config.json()).toMatchObject({ local: { constants: { PROVIDER: provider!.origin }, connectSrc: [provider!.origin] } });
  for (const mode of ["", "test/"]) {
    const redirect_uri = `https://dashboard.stripe.com/${mode}apps-oauth/${id}`;
    const back = await consent(provider!.origin, { client_id: id, redirect_uri, code_challenge: challengeOf(newVerifier()) });
    expect([back.origin + back.pathname, back.searchParams.has("code")]).toEqual([`${page}/${mode}apps-oauth/${id}`, true]);
  }
});

describe("the consent page", () => {
  test("gives a code that becomes a token set with the user's id", async () => {
    const { code, verifier } = await newCode(origin);
    const { status, headers, json } = await exchange(origin, { code, verifier });
    expect(status).toBe(200);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(json).toMatchObject({ token_type: "Bearer", access_token: expect.any(String), refresh_token: expect.any(String) });
    expect(json.expires_in).toBeGreaterThan(590);
    expect(json.expires_in).toBeLessThanOrEqual(600);
    expect((await me(origin, json.access_token)).json).toMatchObject({ name: "Ann Archer" });
    expect(provider.stats).toMatchObject({ exchanges: 1, refreshes: 0 });
  });

  test("redirects back with the app's state", async () => {
    const back = await consent(origin, { code_challenge: challengeOf(newVerifier()), state: "of the app" });
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get("state")).toBe("of the app");
  });

  test("redirects back with an error when the user denies access", async () => {
    const back = await consent(origin, { code_challenge: challengeOf(newVerifier()), allowed: "false" });
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.get("state")).toBe("made-up");
    expect(back.searchParams.has("code")).toBe(false);
  });

  test("redirects only to registered addresses", async () => {
    const asked = new URLSearchParams({ client_id: CLIENT, redirect_uri: "https://elsewhere.example/", response_type: "code", state: "s" });
    expect((await fetch(`${origin}/authorize?${asked}`, { redirect: "manual" })).status).toBe(400);
    const back = await consent(origin, { redirect_uri: "https://elsewhere.example/", code_challenge: challengeOf(newVerifier()) });
    expect(back.href).toBe("about:status-400");
  });

  test("shows the parameters of its address as text", async () => {
    const asked = new URLSearchParams({ client_id: CLIENT, redirect_uri: REDIRECT, state: `"><script>alert(1)</script>` });
    const html = await (await fetch(`${origin}/authorize?${asked}`)).text();
    expect(html).toContain("&#60;script&#62;");
    expect(html).not.toContain("<script>");
  });
});

describe("an authorization code", () => {
  test("requires its verifier, and is spent by a wrong one", async () => {
    const { code, verifier } = await newCode(origin);
    expect(await exchange(origin, { code, verifier: newVerifier() })).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
    expect(await exchange(origin, { code, verifier })).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
    expect(provider.stats.exchanges).toBe(0);
  });

  test("is refused to an app without a challenge", async () => {
    const back = await consent(origin, {});
    expect(back.searchParams.get("error")).toBe("invalid_request");
    expect(back.searchParams.has("code")).toBe(false);
  });

  test("is refused the second time, and its token set is revoked", async () => {
    const code = await newCode(origin);
    const { json } = await exchange(origin, code);
    expect(await exchange(origin, code)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
    expect((await me(origin, json.access_token)).status).toBe(401);
    expect((await refresh(origin, json.refresh_token)).json.error).toBe("invalid_grant");
    expect(provider.stats.revokedFamilies).toBe(1);
  });

  test("gives at most one token set when it is sent eight times at once, and that one is revoked", async () => {
    const code = await newCode(origin);
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(origin, code)));
    const given = answers.filter(({ status }) => status === 200);
    expect(given.length).toBeLessThanOrEqual(1);
    for (const { json } of given) expect((await me(origin, json.access_token)).status).toBe(401);
  });
});

describe("a refresh token", () => {
  test("gives a new token set, once", async () => {
    const first = await signedIn();
    const { status, json: second } = await refresh(origin, first.refresh_token);
    expect(status).toBe(200);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await me(origin, second.access_token)).status).toBe(200);
    expect(provider.stats.refreshes).toBe(1);
  });

  test("is refused the second time, and its family lives on", async () => {
    const first = await signedIn();
    const { json: second } = await refresh(origin, first.refresh_token);
    expect(await refresh(origin, first.refresh_token)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
    expect((await me(origin, second.access_token)).status).toBe(200);
    expect((await refresh(origin, second.refresh_token)).status).toBe(200);
    expect(provider.stats).toMatchObject({ refreshes: 2, replays: 1, revokedFamilies: 0 });
  });

  test("ends its family, and no other, when a strict provider receives it a second time", async () => {
    await control({ replay: "revoke_family" });
    const [first, other] = [await signedIn(), await signedIn()];
    const { json: second } = await refresh(origin, first.refresh_token);
    expect((await refresh(origin, first.refresh_token)).json.error).toBe("invalid_grant");
    expect((await me(origin, second.access_token)).status).toBe(401);
    expect((await refresh(origin, second.refresh_token)).json.error).toBe("invalid_grant");
    expect((await me(origin, other.access_token)).status).toBe(200);
    expect(provider.stats).toMatchObject({ replays: 1, revokedFamilies: 1 });
  });

  test("gives one token set when it is sent eight times at once", async () => {
    const { refresh_token } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(origin, refresh_token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(provider.stats).toMatchObject({ refreshes: 1, replays: 7 });
  });
});

describe("an access token is refused", () => {
  test("when it has expired, while the refresh token still works", async () => {
    const { access_token, refresh_token } = await signedIn();
    await control({ expire: "access" });
    const refused = await me(origin, access_token);
    expect(refused).toMatchObject({ status: 401, json: { error: "invalid_token" } });
    expect(refused.headers.get("WWW-Authenticate")).toContain("invalid_token");
    expect((await refresh(origin, refresh_token)).status).toBe(200);
  });

  test("when both have expired", async () => {
    const { access_token, refresh_token } = await signedIn();
    await control({ expire: "all" });
    expect((await me(origin, access_token)).status).toBe(401);
    expect((await refresh(origin, refresh_token)).json.error).toBe("invalid_grant");
  });

  test("when it was revoked, or its family was by a refresh token", async () => {
    const { access_token, refresh_token } = await signedIn();
    expect((await post(origin, "/revoke", { token: String(refresh_token), client_id: CLIENT })).status).toBe(200);
    expect((await me(origin, access_token)).status).toBe(401);
    expect((await refresh(origin, refresh_token)).json.error).toBe("invalid_grant");
  });

  test("if it is missing", async () => {
    expect((await me(origin)).status).toBe(401);
  });
});

test("accepts loopback redirects on any port, and no other host", async () => {
  const backend = { client_id: "secret-store-backend", code_challenge: challengeOf(newVerifier()) };
  const askedBack = async (redirect_uri: string) => (await consent(origin, { ...backend, redirect_uri })).origin;
  expect(await askedBack("http://127.0.0.1:4711/oauth/callback")).toBe("http://127.0.0.1:4711");
  for (const elsewhere of [
    "http://127.0.0.1:4711/elsewhere",
    "http://127.0.0.1.example:80/oauth/callback",
    "http://localhost/oauth/callback",
  ]) {
    expect(await askedBack(elsewhere)).toBe("null");
  }
});

test("accepts a personal access token of its owner", async () => {
  expect((await me(origin, "pat_ben_made_up")).json).toEqual({ id: "dbid:ben", name: "Ben Baker", email: "ben@example.com" });
  expect((await me(origin, "pat_carl_made_up")).status).toBe(401);
});

test("requires a backend's client secret", async () => {
  const backend = { id: "backend", secret: "made-up", redirectUris: [REDIRECT], grants: ["authorization_code", "refresh_token"] };
  const own = await createOAuthServer({ clients: [backend] });
  const verifier = newVerifier();
  const code = async () => {
    const back = await consent(own.origin, { client_id: "backend", code_challenge: challengeOf(verifier) });
    return { grant_type: "authorization_code", code: back.searchParams.get("code") ?? "", code_verifier: verifier, redirect_uri: REDIRECT };
  };
  const without = await post(own.origin, "/token", { ...(await code()), client_id: "backend" });
  const wrong = await post(own.origin, "/token", { ...(await code()), client_id: "backend", client_secret: "guessed" });
  const right = await post(own.origin, "/token", { ...(await code()), client_id: "backend", client_secret: "made-up" });
  expect([without.json.error, wrong.json.error, right.status]).toEqual(["invalid_client", "invalid_client", 200]);
  await own.close();
});

test("allows requests with a token from an opaque origin", async () => {
  const headers = { Origin: "null", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization" };
  const preflight = await fetch(`${origin}/me`, { method: "OPTIONS", headers });
  expect(preflight.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(preflight.headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
  expect((await post(origin, "/token", {})).headers.get("Access-Control-Allow-Origin")).toBe("*");
});

test("redirects answers for Stripe's Dashboard to the local one", async () => {
  const own = await createOAuthServer({ dashboard: () => "http://127.0.0.1:1" });
  const back = await consent(own.origin, { code_challenge: challengeOf(newVerifier()) });
  expect(back.origin + back.pathname).toBe("http://127.0.0.1:1/test/apps-oauth/com.example.dropbox-oauth-pkce");
  await own.close();
});

test("rejects unknown control requests, and those that are not JSON", async () => {
  for (const body of [{ expire: "soon" }, { replay: true }, { expires: "access" }]) expect((await control(body)).status).toBe(400);
  for (const body of [new URLSearchParams({ expire: "access" }), '{"expire": "access"}', undefined]) {
    const response = await fetch(`${origin}/control`, { method: "POST", body });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining("Content-Type: application/json") });
  }
});
