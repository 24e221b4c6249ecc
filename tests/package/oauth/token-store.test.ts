// OAuth tokens in one secret: stored, read, kept fresh, and what happens when something goes wrong in between.

import { inspect } from "node:util";
import { SecretStoreClient, SecretStoreError } from "stripe-secret-store";
import { createTokenStore, OAuthError, type Tokens, type TokenStore, type TokenStoreOptions } from "stripe-secret-store/oauth";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { virtualTime, type VirtualTime } from "../model/virtual-time";
import { clientOver, USER, wrong } from "../support";
import { held, RotatingProvider } from "./provider-model";

const START = Date.parse("2026-11-25T12:00:00Z");
const NAME = "dropbox";

let time: VirtualTime;
beforeAll(() => void (time = virtualTime(START)));
afterAll(() => time.end());

let emulator: Emulator;
let client: SecretStoreClient;
let provider: RotatingProvider;
beforeEach(() => {
  emulator = createEmulator();
  client = clientOver(emulator.httpClient({ user: USER }));
  provider = new RotatingProvider();
});

const now = () => Math.floor(time.now() / 1000);
const storeOver = (options: Partial<TokenStoreOptions> = {}) =>
  createTokenStore({ client, name: NAME, refresh: provider.refresh, ...options });
const stored = async () => JSON.parse((await client.findSecret({ name: NAME }))!.payload!) as Record<string, unknown>;
const keep = (payload: unknown) =>
  client.createSecret({ name: NAME, payload: typeof payload === "string" ? payload : JSON.stringify(payload) });
const lets = (seconds: number) => time.advance(seconds * 1000);
const writes = () => emulator.requests.filter(({ method }) => method === "POST").length;
const reads = () => emulator.requests.filter(({ method }) => method === "GET").length;

/** The error with which it ends, as soon as nothing but time is missing. */
async function failure(promise: Promise<unknown>): Promise<OAuthError> {
  const outcome = await time.settled(promise);
  if (outcome.status === "fulfilled") return expect.fail("nothing was thrown");
  expect(OAuthError.is(outcome.reason), `no OAuthError: ${String(outcome.reason)}`).toBe(true);
  return outcome.reason as OAuthError;
}
const value = async <T>(promise: Promise<T>): Promise<T> => {
  const outcome = await time.settled(promise);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
};

describe("what is stored", () => {
  test("is one secret: the provider's answer, with points in time for lives, and a version", async () => {
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
    ["nothing, where it is none that the Secret Store takes", { refresh_token_expires_in: 1e12 }, null],
    ["nothing, where it has ended", { refresh_token_expires_in: 0 }, null],
  ])("ends with %s", async (_, change, life) => {
    await storeOver().save({ ...provider.signIn(), ...change });
    expect((await client.findSecret({ name: NAME }))!.expires_at).toBe(life === null ? null : now() + life);
  });

  test("may be a provider's answer as it came: its lives begin when the secret was made", async () => {
    await keep({ access_token: "bare", expires_in: 3600, refresh_token: "refresh", token_type: "bearer" });
    const store = storeOver();
    expect(await store.get()).toMatchObject({ access_token: "bare", expires_at: now() + 3600 });
    expect(await store.getAccessToken()).toBe("bare");
  });

  test.each([
    ["no JSON", "hunter2-hunter2"],
    ["no object", '"hunter2-hunter2"'],
    ["null", "null"],
    ["no token", '{"refresh_token":"hunter2-hunter2"}'],
    ["a token that is no string", '{"access_token":{"hunter2":"hunter2"}}'],
    ["an empty token", '{"access_token":"","refresh_token":"hunter2-hunter2"}'],
    ["of a later version", '{"v":2,"access_token":"hunter2-hunter2"}'],
  ])("is told when it is %s, and not repeated", async (_, payload) => {
    await keep(payload);
    for (const call of [() => storeOver().get(), () => storeOver().getAccessToken()]) {
      const error = await failure(call());
      expect(error).toMatchObject({ code: "unreadable_tokens", name: "OAuthError" });
      expect(inspect(error, { depth: null, showHidden: true }) + error.stack).not.toContain("hunter2");
    }
    expect((await client.findSecret({ name: NAME }))!.payload, "and is still there").toBe(payload);
  });

  test.each([wrong(undefined), wrong(null), wrong({}), wrong("token"), wrong({ error: "invalid_grant" })])(
    "is never something else: %o",
    async (response) => {
      expect(await failure(storeOver().save(response))).toMatchObject({ code: "unreadable_tokens" });
      expect(writes()).toBe(0);
    },
  );

  test("is gone after clear, which may be called when nothing is there", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    await store.clear();
    await store.clear();
    expect(await store.get()).toBeNull();
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out" });
  });

  test("is in the scope that was asked for", async () => {
    await storeOver({ scope: "account" }).save(provider.signIn());
    expect(await client.findSecret({ name: NAME })).toBeNull();
    expect(await client.findSecret({ name: NAME, scope: "account" })).not.toBeNull();
    expect(await storeOver({ scope: { type: "account" } }).getAccessToken()).toBe("access-1");
  });

  test("is read with what the client throws when it cannot be", async () => {
    emulator.fail({ kind: "status", status: 500 });
    const outcome = await time.settled(storeOver().getAccessToken());
    expect(outcome).toMatchObject({ status: "rejected", reason: { code: "service_failure" } });
    expect(SecretStoreError.is((outcome as PromiseRejectedResult).reason)).toBe(true);
  });
});

test.each([{ client: undefined }, { name: "" }, { refresh: undefined }])("without one of its options there is no store: %o", (change) => {
  expect(() => storeOver(wrong(change))).toThrow(expect.objectContaining({ code: "invalid_option" }));
});

describe("an access token", () => {
  test("comes from memory while it is good", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    for (let i = 0; i < 100; i++) expect(await store.getAccessToken()).toBe("access-1");
    expect([reads(), writes()]).toEqual([0, 1]);
  });

  test("is refreshed a minute before its end, and what comes is stored before it is used", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    lets(3600 - 61);
    expect(await store.getAccessToken()).toBe("access-1");
    lets(1);
    expect(await store.getAccessToken()).toBe("access-2");
    expect(await stored()).toMatchObject({ access_token: "access-2", refresh_token: "refresh-2", expires_at: now() + 3600 });
  });

  test("is refreshed once for a thousand who ask: one read, one refresh, one write", async () => {
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

  test("of one account is not waited for by those of others", async () => {
    const { promise, release } = held();
    provider.before = () => promise;
    await storeOver({ scope: "account" }).save({ ...provider.signIn(), expires_in: 1 });
    const slow = storeOver({ scope: "account" }).getAccessToken();
    const other = createTokenStore({ client, name: NAME, refresh: new RotatingProvider().refresh });
    await other.save({ access_token: "other", refresh_token: "other", expires_in: 1 });
    expect(await value(other.getAccessToken())).toBe("access-1");
    release();
    expect(await value(slow)).toBe("access-2");
  });

  test("is taken from the store when another has refreshed it", async () => {
    const [store, another] = [storeOver(), storeOver()];
    await store.save(provider.signIn());
    lets(4000);
    await another.getAccessToken();
    expect(await store.getAccessToken()).toBe("access-2");
    expect(provider.asked).toHaveLength(1);
  });

  test("without an end counts as good", async () => {
    const store = storeOver();
    await store.save({ access_token: "eternal" });
    lets(1e8);
    expect(await store.getAccessToken()).toBe("eternal");
  });

  test("keeps its refresh token, and what else is known, where the provider sends none", async () => {
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

  test("that has ended, and no refresh token: signed out", async () => {
    const store = storeOver();
    await store.save({ access_token: "short", expires_in: 3600 });
    lets(3590);
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out" });
  });
});

describe("a refresh token that is refused", () => {
  test("and nothing that has changed: signed out after eight seconds, and nothing is deleted", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    provider.spent.set("refresh-1", "elsewhere");
    lets(4000);
    const begun = time.now();
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out", error: "invalid_grant", status: 400 });
    expect(time.now() - begun).toBe(8000);
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

describe("while it is refreshed", () => {
  test.each([
    ["clear leaves nothing", (store: TokenStore): Promise<unknown> => store.clear(), null],
    ["a sign-in is what stays", (store: TokenStore): Promise<unknown> => store.save({ access_token: "theirs" }), "theirs"],
  ])("%s", async (_, act, left) => {
    const store = storeOver();
    await store.save({ ...provider.signIn(), expires_in: 1 });
    const { promise, release } = held();
    provider.after = () => promise;
    const asked = store.getAccessToken();
    const acted = act(store);
    release();
    expect(await value(asked)).toBe("access-2");
    await value<unknown>(acted);
    expect((await storeOver().get())?.access_token ?? null).toBe(left);
  });

  test("get sees what is stored, and does not wait", async () => {
    const store = storeOver();
    await store.save({ ...provider.signIn(), expires_in: 1 });
    const { promise, release } = held();
    provider.after = () => promise;
    const asked = store.getAccessToken();
    expect((await store.get())!.access_token).toBe("access-1");
    release();
    expect(await value(asked)).toBe("access-2");
    expect(await store.getAccessToken()).toBe("access-2");
  });
});

describe("withToken", () => {
  const answering = (status: number) => ({ status });

  test("runs a call with the token, and again with a new one when that was refused", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    const seen: string[] = [];
    const call = async (token: string) => {
      seen.push(token);
      return answering(token === "access-2" ? 200 : 401);
    };
    expect(await store.withToken(call)).toEqual({ status: 200 });
    expect(await store.withToken(call)).toEqual({ status: 200 });
    expect(seen).toEqual(["access-1", "access-2", "access-2"]);
  });

  test.each([
    ["status", { status: 401 }],
    ["statusCode", { statusCode: 401 }],
    ["the status of its response", { response: { status: 401 } }],
  ])("knows a refusal that is thrown, by %s", async (_, error) => {
    const store = storeOver();
    await store.save(provider.signIn());
    const result = await store.withToken(async (token) => (token === "access-1" ? Promise.reject(error) : "well"));
    expect(result).toBe("well");
  });

  test("knows the statuses that it is told", async () => {
    const store = storeOver({ refreshOn: [403] });
    await store.save(provider.signIn());
    expect(await store.withToken(async (token) => answering(token === "access-1" ? 403 : 200))).toEqual({ status: 200 });
    expect(await store.withToken(async () => answering(401))).toEqual({ status: 401 });
  });

  test("hands on a second refusal, what is refused for other reasons, and what is thrown", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    expect(await store.withToken(async () => answering(401))).toEqual({ status: 401 });
    expect(await store.withToken(async () => answering(403))).toEqual({ status: 403 });
    expect(provider.asked).toHaveLength(1);
    const error = new Error("mine");
    await expect(store.withToken(() => Promise.reject(error))).rejects.toBe(error);
    await expect(store.withToken(() => Promise.reject(undefined))).rejects.toBeUndefined();
    expect(await store.withToken(async () => undefined)).toBeUndefined();
  });

  test("refreshes once for all whose token was refused", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    const { promise, release } = held();
    const calls = Array.from({ length: 100 }, () =>
      store.withToken(async (token) => {
        if (token === "access-1") await promise;
        return answering(token === "access-1" ? 401 : 200);
      }),
    );
    release();
    for (const { status } of await Promise.all(calls)) expect(status).toBe(200);
    expect(provider.asked).toEqual(["refresh-1"]);
  });

  test("refreshes after all where what another had stored is refused too", async () => {
    const [store, another] = [storeOver(), storeOver()];
    await store.save(provider.signIn());
    await another.withToken(async (token) => answering(token === "access-1" ? 401 : 200));
    const seen: string[] = [];
    const call = async (token: string) => {
      seen.push(token);
      return answering(token === "access-3" ? 200 : 401);
    };
    expect(await store.withToken(call)).toEqual({ status: 200 });
    expect(seen).toEqual(["access-1", "access-2", "access-3"]);
    expect(provider.asked).toEqual(["refresh-1", "refresh-2"]);
  });

  test("takes what another has stored, rather than refreshing", async () => {
    const [store, another] = [storeOver(), storeOver()];
    await store.save(provider.signIn());
    await another.withToken(async (token) => answering(token === "access-1" ? 401 : 200));
    expect(await store.withToken(async (token) => answering(token === "access-1" ? 401 : 200))).toEqual({ status: 200 });
    expect(provider.asked).toEqual(["refresh-1"]);
  });

  test("says that the sign-in is over, when it is", async () => {
    const store = storeOver();
    await store.save(provider.signIn());
    provider.spent.set("refresh-1", "elsewhere");
    expect(await failure(store.withToken(async () => answering(401)))).toMatchObject({ code: "signed_out" });
  });
});

test("no call leaves a timer, and a store of another copy of the package takes its turn in the same queue", async () => {
  const copy = (await import("node:module")).createRequire(import.meta.url)(
    "stripe-secret-store/oauth",
  ) as typeof import("stripe-secret-store/oauth");
  expect(copy.createTokenStore).not.toBe(createTokenStore);
  await storeOver().save({ ...provider.signIn(), expires_in: 1 });
  const theirs = copy.createTokenStore({ client, name: NAME, refresh: provider.refresh });
  const tokens: (string | Tokens)[] = await Promise.all([storeOver().getAccessToken(), theirs.getAccessToken()]);
  expect(tokens).toEqual(["access-2", "access-2"]);
  expect(provider.asked).toEqual(["refresh-1"]);
  expect(copy.OAuthError.is(new OAuthError("denied", ""))).toBe(true);
  expect([OAuthError.is(null), OAuthError.is(new Error("denied")), OAuthError.is({ name: "OAuthError" })]).toEqual([false, false, false]);
  expect(time.timers()).toBe(0);
});
