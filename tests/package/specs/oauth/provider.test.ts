// Exchanges codes with a real provider: examples/oauth-server.

import { inspect } from "node:util";
import { createTokenStore, dashboardRedirectUri, OAuthError, type OAuthProviderOptions } from "stripe-secret-store/oauth";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createOAuthServer, type OAuthServer } from "../../../../examples/oauth-server/server";
import { createEmulator } from "stripe-secret-store/testing";
import { clientOver, USER, wrong } from "../../support/client";
import { consent, oauthState, providerAt } from "../../support/oauth/consent";

const APP = "com.example.dropbox-oauth-pkce";

let server: OAuthServer;
beforeAll(async () => void (server = await createOAuthServer()));
afterAll(() => server.close());

const providerOf = (change: Partial<OAuthProviderOptions> = {}) => providerAt(server.origin, change);

async function failure(promise: Promise<unknown>): Promise<OAuthError> {
  const error = await promise.then(
    () => expect.fail("nothing was thrown"),
    (error: unknown) => error,
  );
  expect(OAuthError.is(error), `no OAuthError: ${String(error)}`).toBe(true);
  return error as OAuthError;
}

describe("the authorisation URL", () => {
  test("has the parameters of RFC 6749 and RFC 7636, escaped, after an existing query", () => {
    const provider = providerOf({
      authorizationEndpoint: "https://provider.example/authorize?tenant=a%26b",
      clientId: "id & co",
      scope: "files.read account_info.read",
      authorizationParams: { token_access_type: "offline", prompt: "ü+%" },
    });
    const url = provider.authorizationUrl({ state: "a=b&c", challenge: "x-_~y" });
    expect(url).toMatch(/^https:\/\/provider\.example\/authorize\?tenant=a%26b&response_type=code&client_id=id%20%26%20co&/);
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      tenant: "a&b",
      response_type: "code",
      client_id: "id & co",
      redirect_uri: `https://dashboard.stripe.com/test/apps-oauth/${APP}`,
      scope: "files.read account_info.read",
      state: "a=b&c",
      code_challenge: "x-_~y",
      code_challenge_method: "S256",
      token_access_type: "offline",
      prompt: "ü+%",
    });
    expect(url, "a plus sign is not everywhere a space").not.toContain("+");
  });

  test("may begin with a URL object", () => {
    const provider = providerOf(wrong({ authorizationEndpoint: new URL("https://provider.example/authorize?tenant=a") }));
    const url = provider.authorizationUrl({ state: "s", challenge: "c" });
    expect(url).toMatch(/^https:\/\/provider\.example\/authorize\?tenant=a&response_type=code&/);
  });

  test("sends users back to the Dashboard of the mode", () => {
    expect(dashboardRedirectUri({ appId: APP, mode: "test" })).toBe(`https://dashboard.stripe.com/test/apps-oauth/${APP}`);
    expect(dashboardRedirectUri({ appId: APP, mode: "live" })).toBe(`https://dashboard.stripe.com/apps-oauth/${APP}`);
  });
});

describe("a code", () => {
  test("is exchanged for tokens that give access and can be refreshed", async () => {
    const provider = providerOf();
    const tokens = (await provider.exchange(await consent(provider)))!;
    const me = (token: string) => fetch(`${server.origin}/me`, { headers: { Authorization: `Bearer ${token}` } });
    expect((await me(tokens.access_token)).status).toBe(200);
    const renewed = await provider.refresh(wrong(tokens));
    expect(renewed.refresh_token).not.toBe(tokens.refresh_token);
    expect((await me(renewed.access_token)).status).toBe(200);
  });

  test("is sent once for any number of calls and providers", async () => {
    const context = await consent(providerOf());
    const before = server.stats.exchanges;
    const all = await Promise.all([providerOf(), providerOf(), providerOf()].map((provider) => provider.exchange({ ...context })));
    const again = await providerOf().exchange(context);
    expect(server.stats.exchanges - before).toBe(1);
    for (const answer of [...all, again]) expect(answer).toBe(all[0]);
  });

  test("gives null once its tokens are stored, so that a reopened view replaces no newer tokens", async () => {
    const [provider, context] = [providerOf(), await consent(providerOf())];
    const client = clientOver(createEmulator().httpClient({ user: USER }));
    const tokens = createTokenStore({ client, name: "dropbox", refresh: provider.refresh });
    await tokens.save((await provider.exchange(context))!);
    expect(await provider.exchange({ ...context })).toBeNull();
    expect(await providerOf().exchange(context)).toBeNull();
  });

  test("gives the same tokens again until they are stored", async () => {
    const [provider, context] = [providerOf(), await consent(providerOf())];
    const emulator = createEmulator();
    const client = clientOver(emulator.httpClient({ user: USER }));
    const tokens = createTokenStore({ client, name: "dropbox", refresh: provider.refresh });
    emulator.revoke({ app: "app_a", account: "acct_cactus" });
    expect(await failure(tokens.save((await provider.exchange(context))!))).toMatchObject({ code: "not_stored" });
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    await tokens.save((await provider.exchange(context))!);
    expect(await provider.exchange(context)).toBeNull();
  });

  test("gives other tokens than the next code", async () => {
    const [first, second] = [await consent(providerOf()), await consent(providerOf())];
    const answers = [await providerOf().exchange(first), await providerOf().exchange(second)];
    expect(answers[0]!.access_token).not.toBe(answers[1]!.access_token);
  });

  test.each([undefined, null, {}, { code: "", error: "" }])("gives null if it is missing: %o", async (context) => {
    expect(await providerOf().exchange(context)).toBeNull();
  });

  test("is refused with a wrong verifier", async () => {
    const context = await consent(providerOf());
    const error = await failure(providerOf().exchange({ ...context, verifier: oauthState().verifier }));
    expect(error).toMatchObject({ code: "exchange_failed", error: "invalid_grant", status: 400 });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(context.code);
    expect(await failure(providerOf().exchange(context)), "and stays refused").toMatchObject({ error: "invalid_grant" });
  });

  test("distinguishes a denial by the user from a failure", async () => {
    const context = await consent(providerOf(), false);
    expect(await failure(providerOf().exchange(context))).toMatchObject({ code: "denied", error: "access_denied" });
    const failed = await failure(providerOf().exchange({ error: "temporarily_unavailable" }));
    expect(failed).toMatchObject({ code: "exchange_failed", error: "temporarily_unavailable" });
  });

  test("stays valid without an answer, and is sent again", async () => {
    const context = await consent(providerOf());
    const none = () => Promise.reject(new TypeError("Failed to fetch"));
    const error = await failure(providerOf({ fetch: none }).exchange(context));
    expect(error).toMatchObject({ code: "exchange_failed", cause: expect.any(TypeError) });
    expect(error.message).toContain("connect-src");
    expect(await providerOf().exchange(context)).toMatchObject({ access_token: expect.any(String) });
  });
});

test.each([
  ["is not there, as in Jest's jsdom", undefined],
  [
    "throws at once",
    wrong(() => {
      throw new Error("no");
    }),
  ],
])("treats a fetch that %s as no answer", async (_, replaced) => {
  vi.stubGlobal("fetch", replaced);
  const error = await failure(providerOf().refresh({ access_token: "a", refresh_token: "r" })).finally(() => vi.unstubAllGlobals());
  expect(error).toMatchObject({ code: "refresh_failed", cause: expect.any(Error) });
});

describe("fails after an answer without tokens:", () => {
  const answering = (body: string, status = 200) => ({ body, status });
  test.each([
    ["an error with a good status", answering('{"error":"bad_verification_code"}'), { error: "bad_verification_code", status: 200 }],
    ["an error", answering('{"error":"invalid_grant"}', 400), { error: "invalid_grant", status: 400 }],
    ["a page", answering("<html>token-hunter2</html>", 502), { status: 502 }],
    ["a page with a good status", answering("<html>token-hunter2</html>"), { status: 200 }],
    ["nothing", answering(""), { status: 200 }],
    ["null", answering("null"), { status: 200 }],
    ["an error that is not a text", answering('{"error":{"token-hunter2":1}}', 400), { status: 400 }],
    ["tokens with a bad status", answering('{"access_token":"token-hunter2"}', 500), { status: 500 }],
  ])("%s", async (_, { body, status }, expected) => {
    const provider = providerOf({ fetch: async () => new Response(body, { status }) });
    const error = await failure(provider.refresh({ access_token: "a", refresh_token: "hunter2" }));
    expect(error).toMatchObject({ code: "refresh_failed", ...expected });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain("hunter2");
  });
});

test("sends token requests as forms with the client's id and the app's parameters", async () => {
  const sent: [string, RequestInit][] = [];
  const provider = providerOf({
    tokenParams: { client_secret: "s&s" },
    fetch: async (...request) => {
      sent.push(request as never);
      return new Response('{"access_token":"a"}');
    },
  });
  await provider.refresh({ access_token: "a", refresh_token: "r/+=" });
  const request = new Request(...(sent[0] as [string, RequestInit]));
  expect([request.url, request.method]).toEqual([`${server.origin}/token`, "POST"]);
  expect(request.headers.get("Content-Type")).toMatch(/^application\/x-www-form-urlencoded/);
  expect(request.headers.get("Accept")).toBe("application/json");
  expect(Object.fromEntries(new URLSearchParams(await request.text()))).toEqual({
    grant_type: "refresh_token",
    refresh_token: "r/+=",
    client_id: "dropbox-oauth-pkce",
    client_secret: "s&s",
  });
});

test.each(["authorizationEndpoint", "tokenEndpoint", "clientId", "redirectUri"])("refuses a provider without %s", (name) => {
  expect(() => providerOf({ [name]: undefined })).toThrow(
    expect.objectContaining({ code: "invalid_option", message: expect.stringMatching(`^${name} is missing: createOAuthProvider needs `) }),
  );
});
