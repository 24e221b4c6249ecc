// Answers that no documentation shows, by every status: nothing hangs, nothing stored is lost, and no secret is shown.

import { inspect } from "node:util";
import { createOAuthProvider, createTokenStore, OAuthError, type TokenStore } from "stripe-secret-store/oauth";
import { describe, expect, test, vi } from "vitest";
import { client, emulator, NAME, now, stored, time } from "../../support/oauth/token-simulation";

// A simulation takes seconds of processor time, and shares the machine.
vi.setConfig({ testTimeout: 120_000 });

const SECRET = "s3cret";
const access_token = `access-${SECRET}`;
const refresh_token = `next-${SECRET}`;
const json = JSON.stringify;

const BODIES: [string, BodyInit | null][] = [
  ["nothing", null],
  ["nothing but space", " \n"],
  ["a page", `<html><body class="x">${access_token}</body></html>`],
  ["a page with a form in it", `<form action="?error=1&access_token=${access_token}">`],
  ["JSON that is cut off", `{"access_token":"${access_token}"`],
  ["null", "null"],
  ["true", "true"],
  ["a number", "42"],
  ["a text", json(access_token)],
  ["an empty object", "{}"],
  ["an empty list", "[]"],
  ["a list", json([{ access_token, refresh_token }])],
  ["nested tokens", json({ data: { access_token, refresh_token } })],
  ["an error that is an object", json({ error: { code: 190, message: refresh_token } })],
  ["an error that is a number", json({ error: 1 })],
  ["an error that is a list", json({ errors: [{ detail: refresh_token }] })],
  ["an error that repeats the token", json({ error: `${refresh_token} is wrong`, error_description: refresh_token })],
  ["an error and tokens", json({ error: "odd", access_token, refresh_token })],
  ["an access token that is empty", json({ access_token: "", refresh_token })],
  ["an access token that is a number", json({ access_token: 1, refresh_token })],
  ["an access token that is an object", json({ access_token: { value: access_token } })],
  ["tokens", json({ access_token, refresh_token, expires_in: 3600 })],
  [
    "tokens and odd fields",
    json({ access_token, token_type: null, scope: ["a"], expires_in: "soon", expires_at: {}, refresh_token: false }),
  ],
  ["tokens and a prototype", `{"__proto__":{"refresh_token":"x"},"constructor":1,"toString":2,"access_token":"${access_token}"}`],
  ["tokens of a later version", json({ v: 2, access_token, refresh_token })],
  ["a form", `access_token=${access_token}&refresh_token=${refresh_token}&expires_in=1e9`],
  ["a form with names that come twice", `error=a&error=b&access_token=${access_token}&access_token=${access_token}`],
  ["bytes", new Uint8Array([0xff, 0xfe, 0, 1, 2])],
  ["a mark of the byte order, and JSON", `\uFEFF${json({ access_token, refresh_token })}`],
];
const STATUSES = [200, 201, 204, 301, 302, 307, 400, 401, 403, 404, 408, 409, 418, 425, 429, 500, 502, 503, 599];
const RETRY_AFTER = ["", "0", "5", "-1", "1e99", "NaN", "Wed, 21 Oct 2099 07:28:00 GMT", "soon"];

function providerThatAnswers(body: BodyInit | null, status: number, retryAfter: string) {
  const isEmpty = status === 204;
  return createOAuthProvider({
    authorizationEndpoint: "https://provider.example/authorize",
    tokenEndpoint: "https://provider.example/token",
    clientId: "id",
    redirectUri: "https://dashboard.stripe.com/apps-oauth/app",
    fetch: async () => new Response(isEmpty ? null : body, { status, headers: retryAfter ? { "Retry-After": retryAfter } : {} }),
  });
}

function showsNothing(error: unknown) {
  expect(OAuthError.is(error), String(error)).toBe(true);
  const { message, stack, code } = error as OAuthError;
  expect(code).toMatch(/^[a-z_]+$/);
  for (const print of [message, stack, json(error), json({ ...(error as object) }), inspect(error, { depth: null, showHidden: true })])
    expect(print).not.toContain(SECRET);
}

/** Asks twice, an hour apart: each call ends, and what is stored is the old token set or the new one. */
async function keepsThePair(store: TokenStore) {
  for (let call = 0; call < 2; call++, time.advance(3_600_000)) {
    const outcome = await time.settled(store.getAccessToken());
    if (outcome.status === "rejected") showsNothing(outcome.reason);
    else expect(outcome.value).toBe(access_token);
    const { refresh_token: kept } = await stored();
    expect([`first-${SECRET}`, refresh_token]).toContain(kept);
  }
  expect(time.timers()).toBe(0);
}

describe.each(BODIES)("survives %s", (_, body) => {
  test("as an answer to a refresh with every status", async () => {
    for (const [i, status] of STATUSES.entries()) {
      const provider = providerThatAnswers(body, status, RETRY_AFTER[i % RETRY_AFTER.length]!);
      const store = createTokenStore({ client, name: NAME, refresh: provider.refresh });
      await store.save({ access_token: "ended", refresh_token: `first-${SECRET}`, expires_at: now() - 1 });
      await keepsThePair(store);
    }
  });

  test("as an answer to a code with every status", async () => {
    for (const [i, status] of STATUSES.entries()) {
      const provider = providerThatAnswers(body, status, RETRY_AFTER[i % RETRY_AFTER.length]!);
      const context = { code: `${SECRET}-${Math.random()}`, verifier: SECRET };
      const outcome = await time.settled(provider.exchange(context));
      if (outcome.status === "fulfilled") {
        expect(outcome.value!.access_token).toBeTruthy();
        continue;
      }
      showsNothing(outcome.reason);
      if (status < 300 && status !== 204 && typeof body === "string" && body.includes(SECRET))
        expect(json(outcome.reason.answer), "the answer reaches the app").toContain(SECRET);
    }
  });
});

test("rejects with an OAuthError if a custom refresh throws or returns any value", async () => {
  const odd: unknown[] = [undefined, null, 0, "", "text", Symbol("odd"), [], {}, () => 1, new Date(), NaN, 1n, Object.create(null)];
  for (const value of odd) {
    for (const refresh of [async () => value, () => Promise.reject(value), () => value]) {
      const store = createTokenStore({ client, name: NAME, refresh: refresh as never });
      await store.save({ access_token: "ended", refresh_token: `first-${SECRET}`, expires_at: now() - 1 });
      const outcome = await time.settled(store.getAccessToken());
      expect(outcome.status === "rejected" && OAuthError.is(outcome.reason), inspect(value)).toBe(true);
      expect(await stored()).toMatchObject({ refresh_token: `first-${SECRET}` });
    }
  }
  expect(emulator.requests.length).toBeGreaterThan(odd.length);
});
