// Stores OAuth tokens in one secret, reads them, and keeps them fresh.

import { inspect } from "node:util";
import { SecretStoreError } from "stripe-secret-store";
import { createTokenStore, OAuthError, type Tokens, type TokenStore } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { clientOver, USER, wrong } from "../../support/client";
import { held, RotatingProvider } from "../../support/oauth/provider-model";
import {
  NAME,
  client,
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

describe("the stored token set", () => {
  test("is one secret with the provider's answer, times of expiry and a version", async () => {
    const response = { ...provider.signIn(), scope: "files.read", account_id: "dbid:1", expires_in: "14400" };
    const tokens = await storeOver().save(response);
    const written = {
      access_token: "access-1",
      token_type: "bearer",
      expires_at: now() + 14_400,
      refresh_token: "refresh-1",
      scope: "files.read",
      account_id: "dbid:1",
    };
    expect(tokens).toEqual(written);
    expect(await stored()).toEqual({ v: 1, ...written });
    expect(await storeOver().get()).toEqual(written);
  });

  test.each([
    ["the refresh token's life, where the answer tells it", { refresh_token_expires_in: 86_400 }, 86_400],
    ["the same, by another name", { refresh_expires_in: "86400" }, 86_400],
    ["the access token's, where there is no refresh token", { refresh_token: undefined }, 3600],
    ["nothing, where the refresh token's life is not known", {}, null],
    ["nothing, if the Secret Store would not accept the time", { refresh_token_expires_in: 1e12 }, null],
    ["nothing, where it has ended", { refresh_token_expires_in: 0 }, null],
  ])("ends with %s", async (_, change, life) => {
    await storeOver().save({ ...provider.signIn(), ...change });
    expect((await client.findSecret({ name: NAME }))!.expires_at).toBe(life === null ? null : now() + life);
  });

  test("can be a provider's unchanged answer, whose lifetimes begin with the secret", async () => {
    await keep({ access_token: "bare", expires_in: 3600, refresh_token: "refresh", token_type: "bearer" });
    const store = storeOver();
    expect(await store.get()).toMatchObject({ access_token: "bare", expires_at: now() + 3600 });
    expect(await store.getAccessToken()).toBe("bare");
  });

  test("reads a date as the expiry, which Stripe's own example stores as expires_in", async () => {
    const end = new Date((now() + 3600) * 1000).toISOString();
    await keep({ access_token: "old", expires_in: end, refresh_token: "refresh" });
    expect(await storeOver().get()).toMatchObject({ access_token: "old", expires_at: now() + 3600 });
  });

  test("reads null, which Stripe's own example stores, as signed out", async () => {
    await keep("null");
    expect(await storeOver().get()).toBeNull();
    expect(await failure(storeOver().getAccessToken())).toMatchObject({ code: "signed_out" });
  });

  test.each([
    ["no JSON", "hunter2-hunter2"],
    ["no object", '"hunter2-hunter2"'],
    ["no token", '{"refresh_token":"hunter2-hunter2"}'],
    ["a token that is not a string", '{"access_token":{"hunter2":"hunter2"}}'],
    ["an empty token", '{"access_token":"","refresh_token":"hunter2-hunter2"}'],
    ["of a later version", '{"v":2,"access_token":"hunter2-hunter2"}'],
  ])("is reported but not repeated if it is %s", async (_, payload) => {
    await keep(payload);
    for (const call of [() => storeOver().get(), () => storeOver().getAccessToken()]) {
      const error = await failure(call());
      expect(error).toMatchObject({ code: "unreadable_tokens", name: "OAuthError" });
      expect(inspect(error, { depth: null, showHidden: true }) + error.stack).not.toContain("hunter2");
    }
    expect((await client.findSecret({ name: NAME }))!.payload, "and is still there").toBe(payload);
  });

  test.each([
    ["the name if other code uses it", "made up", "Check whether other code uses the secret's name, or pass tokensFrom."],
    ["the package if the payload is of a later version", '{"v":2,"access_token":"made up"}', "Update the package."],
  ])("points to %s", async (_, payload, advice) => {
    await keep(payload);
    expect((await failure(storeOver().get())).message).toMatch(new RegExp(` ${advice}$`));
  });

  test.each([wrong(undefined), wrong(null), wrong({}), wrong("token"), wrong({ error: "invalid_grant" })])(
    "is never written from an answer without tokens: %o",
    async (response) => {
      expect(await failure(storeOver().save(response))).toMatchObject({ code: "unreadable_tokens" });
      expect(writes()).toBe(0);
    },
  );

  test("is deleted by clear, which can be called again", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    await store.clear();
    await store.clear();
    expect(await store.get()).toBeNull();
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out" });
  });

  test("is in the requested scope", async () => {
    await storeOver({ scope: "account" }).save(provider.signIn());
    expect(await client.findSecret({ name: NAME })).toBeNull();
    expect(await client.findSecret({ name: NAME, scope: "account" })).not.toBeNull();
    expect(await storeOver({ scope: { type: "account" } }).getAccessToken()).toBe("access-1");
  });

  test("passes on the client's error if it cannot be read", async () => {
    emulator.fail({ kind: "status", status: 500 });
    const outcome = await time.settled(storeOver().getAccessToken());
    expect(outcome).toMatchObject({ status: "rejected", reason: { code: "service_failure" } });
    expect(SecretStoreError.is((outcome as PromiseRejectedResult).reason)).toBe(true);
  });
});

test.each([{ client: undefined }, { name: "" }, { refresh: undefined }])("refuses a store without one of its options: %o", (change) => {
  expect(() => storeOver(wrong(change))).toThrow(expect.objectContaining({ code: "invalid_option" }));
});

describe("an access token", () => {
  test("comes from memory while it is valid", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    for (let i = 0; i < 100; i++) expect(await store.getAccessToken()).toBe("access-1");
    expect([reads(), writes()]).toEqual([0, 1]);
  });

  test("is refreshed a minute before its end, and stored before it is used", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    lets(3600 - 61);
    expect(await store.getAccessToken()).toBe("access-1");
    lets(1);
    expect(await store.getAccessToken()).toBe("access-2");
    expect(await stored()).toMatchObject({ access_token: "access-2", refresh_token: "refresh-2", expires_at: now() + 3600 });
  });

  test("is refreshed once for a thousand calls by one read, one refresh and one write", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    lets(4000);
    const asked = Array.from({ length: 1000 }, () => store.getAccessToken());
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["access-2"]));
    expect(provider.asked).toEqual(["refresh-1"]);
    expect([reads(), writes()]).toEqual([1, 2]);
  });

  test("is refreshed once by two stores of a page, each with a client of its own", async () => {
    await storeOver().save(provider.signIn());
    lets(4000);
    const another = clientOver(emulator.httpClient({ user: USER }), { scope: "user" });
    const stores = [storeOver(), storeOver({ client: another, scope: { type: "user", user: USER } })];
    const asked = Array.from({ length: 1000 }, (_, i) => stores[i % 2]!.getAccessToken());
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["access-2"]));
    expect(provider.asked).toEqual(["refresh-1"]);
    expect([reads(), writes()]).toEqual([2, 2]);
  });

  test("does not delay the tokens of other accounts", async () => {
    const { promise, release } = held();
    provider.before = () => promise;
    await storeOver({ scope: "account" }).save(ended());
    const slow = storeOver({ scope: "account" }).getAccessToken();
    const other = createTokenStore({ client, name: NAME, refresh: new RotatingProvider().refresh });
    await other.save({ access_token: "other", refresh_token: "other", expires_at: now() - 1 });
    expect(await value(other.getAccessToken())).toBe("access-1");
    release();
    expect(await value(slow)).toBe("access-2");
  });

  test("is read from the Secret Store after another store has refreshed it", async () => {
    const [store, another] = [storeOver(), storeOver()];
    await store.save(provider.signIn());
    lets(4000);
    await another.getAccessToken();
    expect(await store.getAccessToken()).toBe("access-2");
    expect(provider.asked).toHaveLength(1);
  });

  test("counts as valid without an expiry", async () => {
    const store = storeOver();
    await store.save({ access_token: "eternal" });
    lets(1e8);
    expect(await store.getAccessToken()).toBe("eternal");
  });

  test("keeps its refresh token and other fields if the provider sends none", async () => {
    const refresh = async () => ({ access_token: "new", expires_in: 3600 });
    const store = storeOver({ refresh });
    await store.save({ ...provider.signIn(), refresh_token_expires_in: 86_400, account_id: "dbid:1" });
    lets(4000);
    await store.getAccessToken();
    expect(await stored()).toMatchObject({
      access_token: "new",
      refresh_token: "refresh-1",
      refresh_token_expires_at: now() - 4000 + 86_400,
      account_id: "dbid:1",
    });
  });
});

describe("while it is refreshed", () => {
  test.each([
    ["clear leaves nothing", (store: TokenStore): Promise<unknown> => store.clear(), null],
    ["a sign-in is what stays", (store: TokenStore): Promise<unknown> => store.save({ access_token: "theirs" }), "theirs"],
  ])("%s", async (_, act, left) => {
    const store = storeOver();
    await store.save(ended());
    const { promise, release } = held();
    provider.after = () => promise;
    const asked = store.getAccessToken();
    const acted = act(store);
    release();
    expect(await value(asked)).toBe("access-2");
    await value<unknown>(acted);
    expect((await storeOver().get())?.access_token ?? null).toBe(left);
  });

  test("returns the stored token set from get without waiting", async () => {
    const store = storeOver();
    await store.save(ended());
    const { promise, release } = held();
    provider.after = () => promise;
    const asked = store.getAccessToken();
    expect((await store.get())!.access_token).toBe("access-1");
    release();
    expect(await value(asked)).toBe("access-2");
    expect(await store.getAccessToken()).toBe("access-2");
  });
});

test("leaves no timer, and shares a queue with a store of another copy of the package", async () => {
  const copy = (await import("node:module")).createRequire(import.meta.url)(
    "stripe-secret-store/oauth",
  ) as typeof import("stripe-secret-store/oauth");
  expect(copy.createTokenStore).not.toBe(createTokenStore);
  await storeOver().save(ended());
  const theirs = copy.createTokenStore({ client, name: NAME, refresh: provider.refresh });
  const tokens: (string | Tokens)[] = await Promise.all([storeOver().getAccessToken(), theirs.getAccessToken()]);
  expect(tokens).toEqual(["access-2", "access-2"]);
  expect(provider.asked).toEqual(["refresh-1"]);
  expect(copy.OAuthError.is(new OAuthError("denied", ""))).toBe(true);
  expect([OAuthError.is(null), OAuthError.is(new Error("denied")), OAuthError.is({ name: "OAuthError" })]).toEqual([false, false, false]);
  expect(time.timers()).toBe(0);
});
