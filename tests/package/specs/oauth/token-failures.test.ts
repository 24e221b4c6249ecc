// Provokes failures between a token that has ended and the next one. No token may be lost, and each error must name the reason.

import { inspect } from "node:util";
import { createLease, OAuthError, type TokenStore } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { wrong } from "../../support/client";
import { held } from "../../support/oauth/provider-model";
import {
  clientOfAnotherProgram,
  emulator,
  ended,
  failure,
  keep,
  lets,
  now,
  provider,
  reads,
  storeOver,
  stored,
  time,
  value,
  writes,
} from "../../support/oauth/token-simulation";

const refusedBy = (error: object) => () => Promise.reject(Object.assign(new Error("refused"), error));

/** Creates a store with a sign-in and a `refresh` that fails in this way. The access token has ended. */
async function storeWith(refresh: () => unknown, options = {}) {
  const asked: unknown[] = [];
  const store = storeOver({
    refresh: wrong((tokens: unknown) => {
      asked.push(tokens);
      return refresh();
    }),
    ...options,
  });
  await store.save(ended());
  return { store, asked };
}

describe("after a refresh token was refused", () => {
  test("ends the sign-in within eight seconds if nothing has changed, and deletes nothing", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    provider.spent.set("refresh-1", "elsewhere");
    lets(4000);
    const begun = time.now();
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out", error: "invalid_grant", status: 400 });
    expect(time.now() - begun).toBeGreaterThan(7000);
    expect(time.now() - begun).toBeLessThanOrEqual(8000);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });

  test("waits for the tokens of a quicker program, and uses them", async () => {
    await storeOver().save(provider.signIn());
    lets(4000);
    const { refresh_token } = provider.signIn();
    provider.spent.set("refresh-1", refresh_token!);
    const asked = storeOver().getAccessToken();
    setTimeout(() => void keep({ v: 1, access_token: "theirs", refresh_token, expires_at: now() + 3600 }), 3000);
    expect(await value(asked)).toBe("theirs");
    expect(provider.asked).toEqual(["refresh-1"]);
  });

  test("refreshes an expired token set that was stored meanwhile", async () => {
    await storeOver().save(provider.signIn());
    lets(4000);
    const { refresh_token } = provider.signIn();
    provider.spent.set("refresh-1", refresh_token!);
    const asked = storeOver().getAccessToken();
    setTimeout(() => void keep({ v: 1, access_token: "theirs", refresh_token, expires_at: now() - 1 }), 300);
    expect(await value(asked)).toBe("access-3");
    expect(provider.asked).toEqual(["refresh-1", refresh_token]);
  });

  const answers = (answer: unknown) => async () => answer;
  test.each<[string, () => unknown]>([
    ["200 and invalid_grant", answers({ error: "invalid_grant" })],
    ["200 and bad_refresh_token", answers({ error: "bad_refresh_token" })],
    ["200, ok: false and invalid_refresh_token", answers({ ok: false, error: "invalid_refresh_token" })],
    ["200 without an access token", answers({ status: "revoked" })],
    ["200 with an error that is an object", answers({ error: { code: 190, message: "revoked" } })],
    ["200 with an error that is a number", answers({ error: 42 })],
    ["200 and a list", answers([{ access_token: "hidden" }])],
    ["400 and invalid_request", refusedBy({ status: 400, error: "invalid_request" })],
    ["400 without a word", refusedBy({ status: 400 })],
    ["401 and invalid_token", refusedBy({ status: 401, error: "invalid_token" })],
    ["403", refusedBy({ status: 403 })],
    ["404, as another client calls it", refusedBy({ statusCode: 404 })],
    ["410, in a response", refusedBy({ response: { status: 410 } })],
    ["a prose that names a client", refusedBy({ status: 400, error: "This refresh token was issued to another client" })],
  ])("looks for another program's tokens, then ends the sign-in: %s", async (_, refresh) => {
    const { store } = await storeWith(refresh);
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out" });
    const { store: another } = await storeWith(refresh);
    const asked = another.getAccessToken();
    setTimeout(() => void keep({ v: 1, access_token: "theirs", refresh_token: "next" }), 3000);
    expect(await value(asked)).toBe("theirs");
  });

  test("sends nothing and does not wait in later calls, and finds a sign-in elsewhere at once", async () => {
    const { store, asked } = await storeWith(refusedBy({ status: 400, error: "invalid_grant" }));
    await failure(store.getAccessToken());
    const begun = time.now();
    for (let i = 0; i < 10; i++)
      expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out", error: "invalid_grant", status: 400 });
    expect([asked.length, time.now() - begun]).toEqual([1, 0]);
    await storeOver().save(provider.signIn());
    expect(await store.getAccessToken()).toBe("access-2");
  });

  test("sends it again after ten minutes, since the refusal may have been a mistake", async () => {
    let act: () => unknown = refusedBy({ status: 403 });
    const { store, asked } = await storeWith(() => act());
    await failure(store.getAccessToken());
    act = () => ({ access_token: "new" });
    lets(599);
    await failure(store.getAccessToken());
    expect(asked).toHaveLength(1);
    lets(1);
    expect(await value(store.getAccessToken())).toBe("new");
  });

  test("sends it again after a new sign-in has stored the same one", async () => {
    let act: () => unknown = refusedBy({ status: 400 });
    const { store } = await storeWith(() => act());
    await failure(store.getAccessToken());
    act = () => ({ access_token: "new" });
    await store.save({ ...ended(), refresh_token: "refresh-1" });
    expect(await value(store.getAccessToken())).toBe("new");
  });

  test("follows `isSignedOut`, or its own rules if that returns undefined", async () => {
    const isSignedOut = ({ status }: OAuthError) => (status === 503 ? true : status === 400 ? false : undefined);
    const outcome = async (status: number) => {
      const { store } = await storeWith(refusedBy({ status }), { isSignedOut });
      return (await failure(store.getAccessToken())).code;
    };
    expect([await outcome(503), await outcome(400), await outcome(401), await outcome(500)]).toEqual([
      "signed_out",
      "refresh_failed",
      "signed_out",
      "refresh_failed",
    ]);
  });
});

describe("a refresh that fails otherwise", () => {
  test.each<[string, () => unknown]>([
    ["throws", () => Promise.reject(new Error("no network"))],
    [
      "throws at once",
      () => {
        throw new Error("no network");
      },
    ],
    ["throws nothing", () => Promise.reject(undefined)],
    ["answers nothing", async () => undefined],
    ["answers a text", async () => "<html>"],
    ...["invalid_client", "unauthorized_client", "invalid_scope", "unsupported_grant_type"].map((error): [string, () => unknown] => [
      `says ${error}`,
      refusedBy({ status: 401, error }),
    ]),
    ["says with 200 that the client is wrong", async () => ({ ok: false, error: "bad_client_secret" })],
    ["says with 200 that it is not well", async () => ({ error: "temporarily_unavailable" })],
    ...[302, 408, 409, 425, 429, 500, 502, 503, 504].map((status): [string, () => unknown] => [`answers ${status}`, refusedBy({ status })]),
  ])("rejects, loses nothing, and lets the next call succeed if the provider %s", async (_, refresh) => {
    let act = refresh;
    const { store } = await storeWith(() => act());
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
    act = () => ({ access_token: "new" });
    expect(await value(store.getAccessToken())).toBe("new");
  });

  test("returns the access token during its last minute", async () => {
    const store = storeOver({ refresh: refusedBy({ status: 503 }) });
    await store.save(provider.signIn());
    lets(3600 - 30);
    expect(await value(store.getAccessToken())).toBe("access-1");
    lets(30);
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed", status: 503 });
  });

  test("waits as long as the provider asks to, and then succeeds", async () => {
    const begun = time.now();
    let count = 0;
    const { store } = await storeWith(() =>
      ++count < 3 ? Promise.reject(Object.assign(new Error(), { status: 429, retryAfter: 7_000 })) : { access_token: "new" },
    );
    expect(await value(store.getAccessToken())).toBe("new");
    expect([count, time.now() - begun]).toEqual([3, 14_000]);
  });

  test("sends nothing before the time that the provider names, and reports that time", async () => {
    const { store, asked } = await storeWith(refusedBy({ status: 429, retryAfter: 3_600_000 }));
    for (let i = 0; i < 10; i++)
      expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed", retryAfter: 3_600_000 });
    expect(asked).toHaveLength(1);
    lets(3600);
    await failure(store.getAccessToken());
    expect(asked).toHaveLength(2);
  });
});

describe("a refresh that takes longer than the timeout", () => {
  test("fails for the caller after thirty seconds", async () => {
    const { store } = await storeWith(() => new Promise(() => undefined));
    const begun = time.now();
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    expect(time.now() - begun).toBe(30_000);
  });

  test("counts as lost after two minutes, and is repeated", async () => {
    let act: () => unknown = () => new Promise(() => undefined);
    const { store, asked } = await storeWith(() => act());
    for (let i = 0; i < 3; i++) await failure(store.getAccessToken());
    expect(asked).toHaveLength(1);
    act = () => ({ access_token: "new" });
    expect(await value(store.getAccessToken())).toBe("new");
    expect(asked).toHaveLength(2);
    expect(time.timers()).toBe(0);
  });

  test.each<[string, () => TokenStore]>([
    ["the same store", () => storeOver()],
    ["another store of the page", () => storeOver({ timeout: 1_000 })],
  ])("is not sent a second time by %s, and has its answer stored", async (name, second) => {
    const store = storeOver({ timeout: 500 });
    await store.save(ended());
    const { promise, release } = held();
    provider.after = () => promise;
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    const other = name === "the same store" ? store : second();
    const asked = [other.getAccessToken(), other.getAccessToken(), other.withToken(async (token) => token)];
    const late = store.getAccessToken();
    release();
    for (const token of await Promise.all([...asked, late].map(value))) expect(token).toBe("access-2");
    expect(provider.asked).toEqual(["refresh-1"]);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test("keeps the lease until it has ended, so that no other program sends the refresh token", async () => {
    const lease = createLease({ delay: 200 });
    const [store, another] = [storeOver({ timeout: 500, lease }), storeOver({ client: clientOfAnotherProgram(), lease })];
    await store.save(ended());
    provider.after = () => new Promise((resolve) => setTimeout(resolve, 20_000));
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    expect(await value(another.getAccessToken())).toBe("access-2");
    expect(provider.asked).toEqual(["refresh-1"]);
    expect(await value(store.getAccessToken())).toBe("access-2");
  });

  test("stores nothing over the sign-in of another program", async () => {
    const store = storeOver();
    await store.save(ended());
    const { promise, release } = held();
    provider.after = () => promise;
    const asked = store.getAccessToken();
    await time.settled(new Promise((resolve) => setTimeout(resolve, 2_000)));
    await keep({ v: 1, access_token: "theirs", refresh_token: "theirs" });
    release();
    expect(await value(asked)).toBe("theirs");
    expect(await stored()).toMatchObject({ refresh_token: "theirs" });
  });

  test("stores its answer even if no call follows", async () => {
    const store = storeOver();
    await store.save(ended());
    const { promise, release } = held();
    provider.after = () => promise;
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    release();
    await time.settled(new Promise((resolve) => setTimeout(resolve, 1)));
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test("does not replace a sign-in that is saved meanwhile", async () => {
    const store = storeOver();
    await store.save(ended());
    const { promise, release } = held();
    provider.after = () => promise;
    await failure(store.getAccessToken());
    const saved = store.save({ access_token: "theirs", refresh_token: "theirs" });
    release();
    await value(saved);
    expect(await value(store.getAccessToken())).toBe("theirs");
    expect(await stored()).toMatchObject({ access_token: "theirs" });
  });
});

describe("tokens that cannot be stored", () => {
  async function refused(errors: OAuthError[] = []) {
    const store = storeOver({ onNotStored: (error) => errors.push(error) });
    await store.save(ended());
    emulator.revoke({ app: "app_a", account: "acct_cactus" });
    expect(await value(store.getAccessToken()), "is handed out").toBe("access-2");
    return store;
  }

  test("are returned by every call, and are in the error of `onNotStored`", async () => {
    const errors: OAuthError[] = [];
    const store = await refused(errors);
    for (let i = 0; i < 3; i++) expect(await value(store.getAccessToken())).toBe("access-2");
    expect(provider.asked).toEqual(["refresh-1"]);
    expect(errors[0]).toMatchObject({ code: "not_stored", cause: { code: "permission_missing" } });
    expect(errors[0]!.tokens).toMatchObject({ access_token: "access-2", refresh_token: "refresh-2" });
  });

  test("are returned even if the Secret Store cannot be read", async () => {
    const store = await refused();
    emulator.fail({ kind: "status", status: 500 });
    expect(await value(store.getAccessToken())).toBe("access-2");
  });

  test("are not replaced in memory by the token set that `get` reads", async () => {
    const store = storeOver();
    await store.save(ended());
    emulator.fail({ kind: "status", status: 403, method: "POST" });
    await value(store.getAccessToken());
    expect((await store.get())!.access_token).toBe("access-1");
    expect(await value(store.getAccessToken())).toBe("access-2");
  });

  test("are missing from the printed error", async () => {
    const errors: OAuthError[] = [];
    await refused(errors);
    const [error] = errors as [OAuthError];
    const prints = [inspect(error, { depth: null, showHidden: true }), JSON.stringify(error), String(error), error.stack];
    for (const print of [...prints, JSON.stringify({ ...error })]) expect(print).not.toMatch(/access-2|refresh-2/);
  });

  test("are stored by the next call, which does not refresh again", async () => {
    const store = await refused();
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    expect(await store.getAccessToken()).toBe("access-2");
    expect(provider.asked).toEqual(["refresh-1"]);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
    const before = reads();
    expect(await store.getAccessToken()).toBe("access-2");
    expect(reads(), "then memory serves").toBe(before);
  });

  test("can be saved by the app that got the error", async () => {
    const errors: OAuthError[] = [];
    const store = await refused(errors);
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    await store.save(errors[0]!.tokens!);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2", expires_at: errors[0]!.tokens!.expires_at });
    expect(await store.getAccessToken()).toBe("access-2");
  });

  test("do not replace the tokens of a later sign-in", async () => {
    const store = await refused();
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    await storeOver().save({ access_token: "theirs", refresh_token: "theirs" });
    expect(await store.getAccessToken()).toBe("theirs");
    expect(await stored()).toMatchObject({ access_token: "theirs" });
  });

  test("do not replace a newer access token of a provider that does not rotate", async () => {
    const refresh = async () => ({ access_token: "mine" });
    const store = storeOver({ refresh });
    await store.save(ended());
    emulator.fail({ kind: "status", status: 403, method: "POST", count: 1 });
    expect(await value(store.getAccessToken())).toBe("mine");
    await keep({ v: 1, access_token: "theirs", refresh_token: "refresh-1" });
    expect(await value(store.getAccessToken())).toBe("theirs");
    expect(await stored()).toMatchObject({ access_token: "theirs" });
  });

  test("are stored later, even after another refresh", async () => {
    const store = await refused();
    const isRefused = async (token: string) => ({ status: token === "access-2" ? 401 : 200 });
    await value(store.withToken(isRefused));
    expect(provider.asked).toEqual(["refresh-1", "refresh-2"]);
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    expect(await value(store.getAccessToken())).toBe("access-3");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-3" });
  });

  test("are written up to five more times", async () => {
    const store = storeOver();
    await store.save(ended());
    emulator.fail({ kind: "status", status: 500, count: 5, method: "POST" });
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test("are in the error after a sign-in, and each call tries to store them", async () => {
    emulator.revoke({ app: "app_a", account: "acct_cactus" });
    const store = storeOver();
    expect(await failure(store.save(provider.signIn()))).toMatchObject({ code: "not_stored", tokens: { access_token: "access-1" } });
    expect(await store.getAccessToken()).toBe("access-1");
    expect(writes()).toBe(2);
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    await store.getAccessToken();
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });
});
