// What may go wrong between a token that has ended and the next one: nothing is lost, and what is wrong is said.

import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { wrong } from "../support";
import { held } from "./provider-model";
import { emulator, failure, keep, lets, now, provider, storeOver, stored, time, value } from "./token-house";

describe("a refresh token that is refused", () => {
  test("and nothing that has changed: signed out within eight seconds, and nothing is deleted", async () => {
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

  test("because another was quicker, who is storing what it got: that is waited for, taken, and used", async () => {
    await storeOver().save(provider.signIn());
    lets(4000);
    const { refresh_token } = provider.signIn();
    provider.spent.set("refresh-1", refresh_token!);
    const asked = storeOver().getAccessToken();
    setTimeout(() => void keep({ v: 1, access_token: "theirs", refresh_token, expires_at: now() + 3600 }), 3000);
    expect(await value(asked)).toBe("theirs");
    expect(provider.asked).toEqual(["refresh-1"]);
  });

  test("and another one stored meanwhile that has ended too: that one is refreshed", async () => {
    await storeOver().save(provider.signIn());
    lets(4000);
    const { refresh_token } = provider.signIn();
    provider.spent.set("refresh-1", refresh_token!);
    const asked = storeOver().getAccessToken();
    setTimeout(() => void keep({ v: 1, access_token: "theirs", refresh_token, expires_at: now() - 1 }), 300);
    expect(await value(asked)).toBe("access-3");
    expect(provider.asked).toEqual(["refresh-1", refresh_token]);
  });

  test("said by an answer with a good status", async () => {
    const store = storeOver({ refresh: async () => wrong({ error: "invalid_grant" }) });
    await store.save({ ...provider.signIn(), expires_in: 1 });
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out", error: "invalid_grant" });
  });
});

describe("a refresh that fails otherwise", () => {
  test.each([
    ["throws", () => Promise.reject(new Error("no network"))],
    [
      "throws at once",
      wrong(() => {
        throw new Error("no network");
      }),
    ],
    ["throws nothing", () => Promise.reject(undefined)],
    ["answers nothing", wrong(async () => undefined)],
    ["answers no token", wrong(async () => ({}))],
    ["refuses for another reason", wrong(async () => ({ error: "invalid_client" }))],
  ])("%s: says so, loses nothing, and the next succeeds", async (_, refresh) => {
    let act = refresh as typeof provider.refresh;
    const store = storeOver({ refresh: (tokens) => act(tokens) });
    await store.save({ ...provider.signIn(), expires_in: 1 });
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
    act = provider.refresh;
    expect(await value(store.getAccessToken())).toBe("access-2");
  });

  test("never answers: says so after thirty seconds, and the next may ask", async () => {
    const store = storeOver();
    await store.save({ ...provider.signIn(), expires_in: 1 });
    provider.before = () => new Promise(() => undefined);
    const begun = time.now();
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    expect(time.now() - begun).toBe(30_000);
    provider.before = async () => undefined;
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(time.timers()).toBe(0);
  });

  test("answers too late: what it answers is stored all the same", async () => {
    const store = storeOver();
    await store.save({ ...provider.signIn(), expires_in: 1 });
    const { promise, release } = held();
    provider.after = () => promise;
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "refresh_failed" });
    release();
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(provider.asked).toEqual(["refresh-1"]);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test("answers too late, and somebody has signed in meanwhile: that stays", async () => {
    const store = storeOver();
    await store.save({ ...provider.signIn(), expires_in: 1 });
    const { promise, release } = held();
    provider.after = () => promise;
    await failure(store.getAccessToken());
    await store.save({ access_token: "theirs", refresh_token: "theirs" });
    release();
    expect(await value(store.getAccessToken())).toBe("theirs");
    expect(await stored()).toMatchObject({ access_token: "theirs" });
  });
});

describe("tokens that cannot be stored", () => {
  async function refused() {
    const store = storeOver();
    await store.save({ ...provider.signIn(), expires_in: 1 });
    emulator.revoke({ app: "app_a", account: "acct_cactus" });
    return { store, error: await failure(store.getAccessToken()) };
  }

  test("are in the error, and nowhere in what is printed of it", async () => {
    const { error } = await refused();
    expect(error).toMatchObject({ code: "not_stored", cause: { code: "permission_missing" } });
    expect(error.tokens).toMatchObject({ access_token: "access-2", refresh_token: "refresh-2" });
    for (const print of [inspect(error, { depth: null }), JSON.stringify(error), String(error), error.stack, JSON.stringify({ ...error })])
      expect(print).not.toMatch(/access-2|refresh-2/);
  });

  test("are stored by the next call, which does not refresh again", async () => {
    const { store } = await refused();
    expect(await failure(store.getAccessToken()), "not used before").toMatchObject({ code: "not_stored" });
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    expect(await store.getAccessToken()).toBe("access-2");
    expect(provider.asked).toEqual(["refresh-1"]);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test("may be saved by whoever got the error", async () => {
    const { store, error } = await refused();
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    await store.save(error.tokens!);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2", expires_at: error.tokens!.expires_at });
    expect(await store.getAccessToken()).toBe("access-2");
  });

  test("are not stored over those of a sign-in that came between", async () => {
    const { store } = await refused();
    emulator.grant({ app: "app_a", account: "acct_cactus" });
    await storeOver().save({ access_token: "theirs", refresh_token: "theirs" });
    expect(await store.getAccessToken()).toBe("theirs");
    expect(await stored()).toMatchObject({ access_token: "theirs" });
  });

  test("are tried again five times first", async () => {
    const store = storeOver();
    await store.save({ ...provider.signIn(), expires_in: 1 });
    emulator.fail({ kind: "status", status: 500, count: 5, method: "POST" });
    expect(await value(store.getAccessToken())).toBe("access-2");
  });

  test("after a sign-in are in the error as well", async () => {
    emulator.revoke({ app: "app_a", account: "acct_cactus" });
    const error = await failure(storeOver().save(provider.signIn()));
    expect(error).toMatchObject({ code: "not_stored", tokens: { access_token: "access-1" } });
  });
});
