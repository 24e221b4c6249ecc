// A sign-in from the link to the stored tokens, with what real providers ask for and answer.

import { createRequire } from "node:module";
import { inspect } from "node:util";
import { createOAuthProvider, createTokenStore, type OAuthProviderOptions } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { wrong } from "../../support/client";
import { client, emulator, failure, keep, NAME, storeOver, stored, time } from "../../support/oauth/token-simulation";

interface Sent {
  url: string;
  headers: Headers;
  body: string;
}

/** A provider that answers in this way, and what was sent to it. */
function providerOf(answer: () => Response | Promise<Response>, change: Partial<OAuthProviderOptions> = {}, create = createOAuthProvider) {
  const sent: Sent[] = [];
  const provider = create({
    authorizationEndpoint: "https://provider.example/authorize",
    tokenEndpoint: "https://provider.example/token",
    clientId: "the id",
    redirectUri: "https://dashboard.stripe.com/apps-oauth/app",
    fetch: async (...request) => {
      const { url, headers, ...rest } = new Request(...request);
      void rest;
      sent.push({ url, headers, body: await new Request(...request).text() });
      return answer();
    },
    ...change,
  });
  return { provider, sent };
}

const json = (value: unknown, init?: ResponseInit) => () => new Response(JSON.stringify(value), init);
let codes = 0;
const anotherCode = () => `code-${++codes}-of-the-test`;

describe("a code whose tokens are saved", () => {
  const ANSWER = { access_token: "access", refresh_token: "refresh", id_token: "a long token", expires_in: 3600 };

  test.each<[string, (answer: any) => object]>([
    ["the answer itself", (answer) => answer],
    ["a copy without a field", ({ id_token, ...rest }) => (void id_token, rest)],
    ["a copy by way of JSON", (answer) => JSON.parse(JSON.stringify(answer))],
    ["the tokens alone", ({ access_token, refresh_token }) => ({ access_token, refresh_token })],
  ])("is not exchanged again if the app has saved %s", async (_, copied) => {
    const [{ provider, sent }, code] = [providerOf(json(ANSWER)), anotherCode()];
    const store = storeOver();
    await store.save(wrong(copied(await provider.exchange({ code }))));
    expect(await provider.exchange({ code })).toBeNull();
    await keep({ v: 1, access_token: "newer", refresh_token: "newer" });
    expect(await provider.exchange({ code }, store)).toBeNull();
    expect(sent).toHaveLength(1);
    expect(await stored()).toMatchObject({ refresh_token: "newer" });
  });

  test("counts as spent after an effect saved its answer twice", async () => {
    const [{ provider, sent }, code] = [providerOf(json(ANSWER)), anotherCode()];
    const store = storeOver();
    const effect = async () => {
      const response = await provider.exchange({ code }, store);
      if (response) await store.save(response);
    };
    await Promise.all([effect(), effect()]);
    expect(sent).toHaveLength(1);
    expect(await stored()).toHaveProperty("code_hash");
  });

  test.each<[string, (answer: any) => object]>([
    ["the answer itself", (answer) => answer],
    ["a copy without a field", ({ id_token, ...rest }) => (void id_token, rest)],
    ["the tokens alone", ({ access_token, refresh_token }) => ({ access_token, refresh_token })],
  ])("does not restore the spent token set if the app saves %s once more", async (_, copied) => {
    const [{ provider }, code] = [providerOf(json(ANSWER)), anotherCode()];
    const store = storeOver({ refresh: async () => ({ access_token: "next", refresh_token: "r-2" }) });
    const answer = (await provider.exchange({ code }, store))!;
    await store.save(answer);
    expect(await store.withToken(async (token) => ({ status: token === "next" ? 200 : 401 }))).toEqual({ status: 200 });
    expect(await store.save(wrong(copied(answer)))).toMatchObject({ access_token: "next", refresh_token: "r-2" });
    expect(await stored()).toMatchObject({ access_token: "next", refresh_token: "r-2" });
    expect(await store.getAccessToken()).toBe("next");
  });

  test.each([
    ["were stored later", 1],
    ["are in memory alone", 99],
  ])("does not restore the spent token set if an effect saves its answer again while newer tokens %s", async (_, count) => {
    const [{ provider }, code] = [providerOf(json(ANSWER)), anotherCode()];
    const store = storeOver({ refresh: async () => ({ access_token: "next", refresh_token: "r-2" }) });
    const effect = async () => {
      const response = await provider.exchange({ code }, store);
      return response && store.save(response);
    };
    emulator.fail({ kind: "status", status: 403, method: "POST", count });
    expect(await failure(effect())).toMatchObject({ code: "not_stored" });
    expect(await store.withToken(async (token) => ({ status: token === "next" ? 200 : 401 }))).toEqual({ status: 200 });
    if (count > 1) expect((await failure(effect())).tokens).toMatchObject({ refresh_token: "r-2" });
    emulator.stopFailing();
    expect(await effect()).toMatchObject({ access_token: "next", refresh_token: "r-2" });
    expect(await stored()).toMatchObject({ refresh_token: "r-2" });
    expect(await effect()).toBeNull();
  });

  test("lets its tokens be saved again after clear or another sign-in", async () => {
    const { provider } = providerOf(json(ANSWER));
    const store = storeOver();
    const answer = (await provider.exchange({ code: anotherCode() }, store))!;
    await store.save(answer);
    await store.clear();
    await store.save(answer);
    expect(await stored()).toMatchObject({ refresh_token: "refresh" });
    await store.save({ access_token: "another's", refresh_token: "another's" });
    await store.save(answer);
    expect(await stored()).toMatchObject({ refresh_token: "refresh" });
  });

  test("is exchanged again if other tokens were saved", async () => {
    const [{ provider }, code] = [providerOf(json(ANSWER)), anotherCode()];
    const answer = await provider.exchange({ code });
    await storeOver().save({ access_token: "another's", refresh_token: "another's" });
    expect(await provider.exchange({ code })).toBe(answer);
  });

  test("is not sent again by a reloaded page, even after a refresh", async () => {
    const [{ provider }, code] = [providerOf(json(ANSWER)), anotherCode()];
    const store = storeOver({ refresh: async () => ({ access_token: "next" }) });
    await store.save((await provider.exchange({ code }, store))!);
    expect(JSON.stringify(await stored())).not.toContain(code);
    await store.withToken(async (token) => ({ status: token === "next" ? 200 : 401 }));
    expect(await stored()).toMatchObject({ access_token: "next" });

    // Another copy has another memory, as another realm has.
    const reloaded = createRequire(import.meta.url)("stripe-secret-store/oauth") as typeof import("stripe-secret-store/oauth");
    expect(reloaded.createOAuthProvider).not.toBe(createOAuthProvider);
    const { provider: again, sent } = providerOf(json({ error: "invalid_grant" }, { status: 400 }), {}, reloaded.createOAuthProvider);
    const tokens = reloaded.createTokenStore({ client, name: NAME, refresh: again.refresh });
    expect(await again.exchange({ code }, tokens)).toBeNull();
    expect(sent, "a provider may end the sign-in when a code is sent twice").toHaveLength(0);
    expect((await failure(again.exchange({ code }))).error, "without the store it is sent").toBe("invalid_grant");
  });

  test("gives way to the code of the next sign-in", async () => {
    const { provider } = providerOf(json(ANSWER));
    const store = storeOver();
    await store.save((await provider.exchange({ code: anotherCode() }, store))!);
    expect(await provider.exchange({ code: anotherCode() }, store)).toMatchObject({ access_token: "access" });
  });
});

describe("an oauthContext that does not go away", () => {
  const spent = json({ error: "invalid_grant" }, { status: 400 });

  test("does not lock out a user who is signed in, by access_denied", async () => {
    const { provider } = providerOf(spent);
    const store = storeOver();
    expect(await failure(provider.exchange({ error: "access_denied" }, store))).toMatchObject({ code: "denied" });
    await store.save({ access_token: "a" });
    expect(await provider.exchange({ error: "access_denied" }, store)).toBeNull();
    expect(await provider.exchange({ error: "server_error" }, store)).toBeNull();
    expect(await failure(provider.exchange({ error: "access_denied" }))).toMatchObject({ code: "denied" });
  });

  test("does not lock out a user who is signed in, by a spent code", async () => {
    const { provider } = providerOf(spent);
    const [store, code] = [storeOver(), anotherCode()];
    expect(await failure(provider.exchange({ code }, store))).toMatchObject({ code: "exchange_failed", error: "invalid_grant" });
    await store.save({ access_token: "a" });
    expect(await provider.exchange({ code }, store)).toBeNull();
  });

  test("does not spend a new code where the Secret Store cannot be read", async () => {
    const { provider, sent } = providerOf(json({ access_token: "a" }));
    const code = anotherCode();
    emulator.fail({ kind: "status", status: 403, count: 1 });
    await expect(provider.exchange({ code }, storeOver())).rejects.toMatchObject({ code: "permission_missing" });
    expect(sent).toHaveLength(0);
    expect(await provider.exchange({ code }, storeOver())).toMatchObject({ access_token: "a" });
  });

  test("signs in over a payload that cannot be read", async () => {
    await keep("something else");
    const { provider } = providerOf(json({ access_token: "a" }));
    expect(await provider.exchange({ code: anotherCode() }, storeOver())).toMatchObject({ access_token: "a" });
  });
});

describe("an answer to a code that cannot be read", () => {
  test.each<[string, () => Response, unknown]>([
    ["has its tokens elsewhere", json({ data: { access_token: "hidden" } }), { data: { access_token: "hidden" } }],
    ["is a list", json([{ access_token: "hidden" }]), [{ access_token: "hidden" }]],
    ["is a page", () => new Response("<p>hidden</p>"), "<p>hidden</p>"],
    ["is empty", () => new Response(""), ""],
    ["is null", json(null), null],
    ["has another status", json({ access_token: "hidden" }, { status: 500 }), { access_token: "hidden" }],
  ])("is in the error but not in its printed form if it %s", async (_, answer, parsed) => {
    const error = await failure(providerOf(answer).provider.exchange({ code: anotherCode() }));
    expect(error).toMatchObject({ code: "exchange_failed" });
    expect(error.answer).toEqual(parsed);
    const prints = [inspect(error, { depth: null, showHidden: true }), JSON.stringify([error, { ...error }]), String(error), error.stack];
    for (const print of prints) expect(print).not.toContain("hidden");
  });

  test.each([429, 500, 503])("leaves the code to be sent again after %d", async (status) => {
    const answers = [json({ error: "temporarily_unavailable" }, { status }), json({ access_token: "a" })];
    const [{ provider }, code] = [providerOf(() => answers.shift()!()), anotherCode()];
    await failure(provider.exchange({ code }));
    expect(await provider.exchange({ code })).toMatchObject({ access_token: "a" });
  });
});

describe("reads an answer of any content type", () => {
  const FORM = "access_token=gho_1&scope=repo%2Cgist&token_type=bearer&refresh_token=ghr_1&expires_in=28800";
  const TOKENS = { access_token: "gho_1", scope: "repo,gist", token_type: "bearer", refresh_token: "ghr_1", expires_in: "28800" };
  test.each([JSON.stringify(TOKENS), FORM])("from a fetch that leaves a byte order mark: %s", async (body) => {
    const answer = { ok: true, status: 200, text: async () => `\uFEFF${body}\r\n` };
    const { provider } = providerOf(() => wrong(undefined), { fetch: wrong(async () => answer) });
    expect(await provider.exchange({ code: anotherCode() })).toEqual(TOKENS);
  });

  const bytes = (text: string) => new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]);

  test.each<[string, BodyInit, string]>([
    ["a form", FORM, "application/x-www-form-urlencoded"],
    ["a form that says that it is JSON", `${FORM}\n`, "application/json"],
    ["JSON that says that it is a page", JSON.stringify(TOKENS), "text/html"],
    ["JSON with a byte order mark", bytes(JSON.stringify(TOKENS)), "application/json"],
    ["a form with a byte order mark", bytes(FORM), "text/plain"],
  ])("sent as %s", async (_, body, type) => {
    const { provider } = providerOf(() => new Response(body, { headers: { "Content-Type": type } }));
    expect(await provider.exchange({ code: anotherCode() })).toEqual(TOKENS);
  });

  test("sent as a form with an error", async () => {
    const { provider } = providerOf(() => new Response("error=bad_verification_code&error_description=The+code+is+wrong."));
    const error = await failure(provider.exchange({ code: anotherCode() }));
    expect(error).toMatchObject({ error: "bad_verification_code", error_description: "The code is wrong.", status: 200 });
  });
});

describe("the provider's own words", () => {
  test("reach the error, and are not printed, since they may repeat a token", async () => {
    const description = "The refresh token refresh-secret has expired.";
    const answer = json({ error: "invalid_grant", error_description: description }, { status: 400, headers: { "Retry-After": "7" } });
    const { provider } = providerOf(answer);
    const error = await failure(provider.refresh({ access_token: "a", refresh_token: "refresh-secret" }));
    expect(error).toMatchObject({ error: "invalid_grant", error_description: description, status: 400, retryAfter: 7_000 });
    expect(error.message).toBe("The provider refused the request: invalid_grant. See error, status and error_description.");
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain("refresh-secret");
    const outer = await failure(createTokenStore({ client, name: NAME, refresh: () => Promise.reject(error) }).save(wrong({})));
    expect(outer.error_description).toBeUndefined();
  });

  test("stay out of the message unless they are a code", async () => {
    const { provider } = providerOf(json({ error: "The token refresh-secret is wrong" }, { status: 400 }));
    const error = await failure(provider.refresh({ access_token: "a", refresh_token: "refresh-secret" }));
    expect(error.message).toBe("The provider refused the request: 400. See error, status and error_description.");
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain("refresh-secret");
  });

  test.each<[string, unknown, number, string]>([
    ["an answer without tokens", { ok: true }, 200, "The provider answered 200 without an access_token. See answer, or pass tokensFrom."],
    [
      "an error with status 200",
      { error: "slow" },
      200,
      "The provider refused the request: slow. See error, status and error_description.",
    ],
    ["a failure", { error: "temporarily_unavailable" }, 503, "The provider failed with status 503. Retry later."],
  ])("tell apart %s", async (_, answer, status, message) => {
    const { provider } = providerOf(json(answer, { status }));
    expect((await failure(provider.refresh({ access_token: "a", refresh_token: "r" }))).message).toBe(message);
  });

  test.each<[string, () => string, number | undefined]>([
    ["seconds", () => "120", 120],
    ["nothing to wait for", () => "0", 1],
    ["a date", () => new Date(Date.now() + 90_000).toUTCString(), 90],
    ["a date that has passed", () => "Wed, 21 Oct 2015 07:28:00 GMT", 1],
    ["more than a day", () => "31536000", 86_400],
    ["something else", () => "soon", undefined],
    ["nothing", () => "", undefined],
  ])("set the time to wait by Retry-After: %s", async (_, header, seconds) => {
    const { provider } = providerOf(() => new Response("", { status: 503, headers: { "Retry-After": header() } }));
    const { retryAfter } = await failure(provider.refresh({ access_token: "a", refresh_token: "r" }));
    if (seconds === undefined) expect(retryAfter).toBeUndefined();
    else expect(Math.abs(retryAfter! - 1_000 * seconds)).toBeLessThanOrEqual(1_000);
  });
});

describe("a token request", () => {
  const tokens = json({ access_token: "a" });
  const refresh = async (change: Partial<OAuthProviderOptions>) => {
    const { provider, sent } = providerOf(tokens, change);
    await provider.refresh({ access_token: "a", refresh_token: "r" });
    return sent[0]!;
  };
  const grant = { grant_type: "refresh_token", refresh_token: "r" };
  const fields = ({ body }: Sent) => Object.fromEntries(new URLSearchParams(body));

  test("identifies the app by its id alone", async () => {
    for (const change of [{}, { clientAuthentication: "none", clientSecret: "s" } as const]) {
      const sent = await refresh(change);
      expect(fields(sent)).toEqual({ ...grant, client_id: "the id" });
      expect(sent.headers.has("Authorization")).toBe(false);
    }
  });

  test("identifies the app by its id and secret in the body", async () => {
    for (const change of [{ clientSecret: "s&s" }, { clientAuthentication: "post", clientSecret: "s&s" } as const])
      expect(fields(await refresh(change))).toEqual({ ...grant, client_id: "the id", client_secret: "s&s" });
  });

  test("identifies the app by a header with escaped parts", async () => {
    const sent = await refresh({ clientAuthentication: "basic", clientSecret: "s:ü~" });
    expect(fields(sent)).toEqual(grant);
    expect(sent.headers.get("Authorization")).toBe(`Basic ${btoa("the%20id:s%3A%C3%BC~")}`);
  });

  test("is JSON if the provider requires it", async () => {
    const sent = await refresh({
      encoding: "json",
      clientAuthentication: "basic",
      clientSecret: "s",
      refreshParams: { resource: ["a", "b"] },
    });
    expect(sent.headers.get("Content-Type")).toBe("application/json");
    expect(JSON.parse(sent.body)).toEqual({ ...grant, resource: ["a", "b"] });
  });

  test("has other parameters for each grant, and may repeat names", async () => {
    const { provider, sent } = providerOf(tokens, {
      tokenParams: { audience: "all" },
      exchangeParams: { resource: ["https://a.example", "https://b.example"] },
      refreshParams: { scope: "read", resource: "https://a.example" },
      authorizationParams: { resource: ["https://a.example", "https://b.example"] },
    });
    await provider.exchange({ code: anotherCode(), verifier: "v" });
    await provider.refresh({ access_token: "a", refresh_token: "r" });
    const [first, second] = sent.map(({ body }) => new URLSearchParams(body)) as [URLSearchParams, URLSearchParams];
    expect(first.getAll("resource")).toEqual(["https://a.example", "https://b.example"]);
    expect([first.get("audience"), first.get("code_verifier"), first.has("scope")]).toEqual(["all", "v", false]);
    expect(Object.fromEntries(second)).toEqual({
      ...grant,
      client_id: "the id",
      audience: "all",
      scope: "read",
      resource: "https://a.example",
    });
    const link = new URL(provider.authorizationUrl({ state: "s", challenge: "c" }));
    expect(link.searchParams.getAll("resource")).toEqual(["https://a.example", "https://b.example"]);
  });

  test("follows no redirect, which would take the refresh token elsewhere", async () => {
    const { provider, sent } = providerOf(() => new Response(null, { status: 307, headers: { Location: "https://elsewhere.example" } }));
    expect(await failure(provider.refresh({ access_token: "a", refresh_token: "r" }))).toMatchObject({
      code: "refresh_failed",
      status: 307,
    });
    expect(sent).toHaveLength(1);
  });
});

test("cancels a token request after a minute without an answer", async () => {
  let signal: AbortSignal | null | undefined;
  const never: typeof fetch = (_, init) => {
    signal = init!.signal;
    return new Promise(() => undefined);
  };
  const { provider } = providerOf(() => new Response(), { fetch: never });
  const begun = time.now();
  expect(await failure(provider.refresh({ access_token: "a", refresh_token: "r" }))).toMatchObject({ code: "refresh_failed" });
  expect([time.now() - begun, signal!.aborted]).toEqual([60_000, true]);
});

describe("a second sign-in without a refresh token", () => {
  const second = json({ access_token: "second", expires_in: 3600 });

  test("replaces the token set", async () => {
    const { provider } = providerOf(second);
    const store = storeOver();
    await store.save({ access_token: "first", refresh_token: "r-1" });
    await store.save((await provider.exchange({ code: anotherCode() }, store))!);
    expect(await stored()).not.toHaveProperty("refresh_token");
  });

  test("keeps the stored refresh token if the app requests it", async () => {
    const { provider } = providerOf(second, { keepRefreshToken: true });
    const store = storeOver();
    await store.save({ access_token: "first", refresh_token: "r-1" });
    await store.save((await provider.exchange({ code: anotherCode() }, store))!);
    expect(await stored()).toMatchObject({ access_token: "second", refresh_token: "r-1" });
  });

  test("uses the new refresh token if there is one", async () => {
    const { provider } = providerOf(json({ access_token: "second", refresh_token: "r-2" }), { keepRefreshToken: true });
    const store = storeOver();
    await store.save({ access_token: "first", refresh_token: "r-1" });
    await store.save((await provider.exchange({ code: anotherCode() }, store))!);
    expect(await stored()).toMatchObject({ refresh_token: "r-2" });
  });
});
