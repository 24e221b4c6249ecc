// Keeps tokens that exist nowhere else: the secret that they replace may have ended, been deleted, or refuse what this computer's clock makes of it.

import { createLease, type OAuthError, type Tokens } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import {
  client,
  emulator,
  ended,
  failure,
  keep,
  lets,
  NAME,
  now,
  provider,
  storeOver,
  stored,
  time,
  value,
} from "../../support/oauth/token-simulation";

const refuseWrites = (count: number) => emulator.fail({ kind: "status", status: 403, method: "POST", count });

describe("tokens of a refresh that could not be stored", () => {
  async function refreshed() {
    const store = storeOver();
    await store.save(ended());
    refuseWrites(1);
    expect(await value(store.getAccessToken())).toBe("access-2");
    return store;
  }

  test("are stored by the next call although the old secret was deleted", async () => {
    const store = await refreshed();
    await client.deleteSecret({ name: NAME });
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
    expect(provider.asked).toEqual(["refresh-1"]);
  });

  test("are stored by the next call although the old secret has ended", async () => {
    const refresh = async () => ({ access_token: "new", refresh_token: "r-2", expires_in: 86_400 });
    const store = storeOver({ refresh });
    await store.save({ ...ended(), refresh_token_expires_in: 3600 });
    refuseWrites(1);
    expect(await value(store.getAccessToken())).toBe("new");
    lets(4000);
    expect(await client.findSecret({ name: NAME })).toBeNull();
    expect(await value(store.getAccessToken())).toBe("new");
    expect(await stored()).toMatchObject({ refresh_token: "r-2" });
  });

  test("are returned while the secret is missing and nothing can be written", async () => {
    const errors: OAuthError[] = [];
    const store = storeOver({ onNotStored: (error) => errors.push(error) });
    await store.save(ended());
    refuseWrites(1);
    await value(store.getAccessToken());
    await client.deleteSecret({ name: NAME });
    refuseWrites(1);
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(errors.map(({ tokens }) => tokens!.refresh_token)).toEqual(["refresh-2", "refresh-2"]);
  });

  test("are dropped by clear", async () => {
    const store = await refreshed();
    await store.clear();
    expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out" });
    expect(await client.findSecret({ name: NAME })).toBeNull();
  });

  test("are stored when they come late although the old secret was deleted meanwhile", async () => {
    provider.after = () => new Promise((resolve) => setTimeout(resolve, 5_000));
    const store = storeOver();
    await store.save(ended());
    const asked = store.getAccessToken();
    setTimeout(() => void client.deleteSecret({ name: NAME }), 2_000);
    expect(await value(asked)).toBe("access-2");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });
});

describe("tokens of an error that the app saves after newer ones", () => {
  const errors: OAuthError[] = [];
  const refreshed = async () => {
    errors.length = 0;
    const store = storeOver({ onNotStored: (error) => errors.push(error) });
    await store.save(ended());
    return store;
  };
  const COPIES: [string, (tokens: Tokens) => Tokens][] = [
    ["as they are", (tokens) => tokens],
    ["as a copy", (tokens) => ({ ...tokens })],
    ["as a clone", (tokens) => structuredClone(tokens)],
    ["by way of JSON", (tokens) => JSON.parse(JSON.stringify(tokens))],
  ];

  test.each(COPIES)("do not replace those of a refresh that is stored: %s", async (_, copied) => {
    const store = await refreshed();
    refuseWrites(1);
    await value(store.getAccessToken());
    await value(store.getAccessToken());
    lets(4000);
    expect(await value(store.getAccessToken())).toBe("access-3");
    expect(await value(store.save(copied(errors[0]!.tokens!)))).toMatchObject({ refresh_token: "refresh-3" });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-3" });
  });

  test("do not replace those of a refresh that is still in memory", async () => {
    const store = await refreshed();
    refuseWrites(2);
    await value(store.getAccessToken());
    await value(store.withToken(async (token) => ({ status: token === "access-2" ? 401 : 200 })));
    await value(store.save(errors[0]!.tokens!));
    expect(await stored()).toMatchObject({ refresh_token: "refresh-3" });
  });

  test("do not replace those that another program has got from them", async () => {
    const store = await refreshed();
    refuseWrites(1);
    await value(store.getAccessToken());
    await value(store.getAccessToken());
    await keep({ v: 1, access_token: "theirs", refresh_token: "theirs" });
    await value(store.save(errors[0]!.tokens!));
    expect(await stored()).toMatchObject({ refresh_token: "theirs" });
  });

  test("do not replace those of a refresh if they are of a sign-in that is saved for a third time", async () => {
    const store = storeOver();
    refuseWrites(1);
    const { tokens } = await failure(store.save(provider.signIn()));
    await store.save(tokens!);
    lets(4000);
    await value(store.getAccessToken());
    await store.save(tokens!);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test("replace the sign-in of another program that came before them", async () => {
    const store = storeOver();
    refuseWrites(1);
    const { tokens } = await failure(store.save(provider.signIn()));
    await keep({ v: 1, access_token: "theirs", refresh_token: "theirs" });
    lets(4000);
    expect(await value(store.getAccessToken())).toBe("theirs");
    await store.save(tokens!);
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });
});

describe("tokens of a sign-in that could not be stored", () => {
  test("stay in memory when the store is read, and are refreshed when they have expired", async () => {
    const store = storeOver();
    refuseWrites(1);
    expect(await failure(store.save(provider.signIn()))).toMatchObject({ code: "not_stored" });
    expect(await store.get()).toBeNull();
    expect(await store.getAccessToken()).toBe("access-1");
    lets(4000);
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test("replace the token set of the previous sign-in", async () => {
    const store = storeOver();
    await store.save({ access_token: "old", refresh_token: "old" });
    refuseWrites(1);
    await failure(store.save(provider.signIn()));
    expect(await value(store.getAccessToken())).toBe("access-1");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });

  test("replace the token set of the previous sign-in after a second failed save", async () => {
    const store = storeOver();
    await store.save({ access_token: "old", refresh_token: "old" });
    refuseWrites(2);
    const error = await failure(store.save(provider.signIn()));
    await failure(store.save(error.tokens!));
    lets(4000);
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test.each([
    ["had not read", false],
    ["had found refused", true],
  ])("replace a token set that the store %s before", async (_, isRead) => {
    await keep({ v: 1, access_token: "dead", refresh_token: "dead", expires_at: 1 });
    provider.spent.set("dead", "elsewhere");
    const store = storeOver();
    if (isRead) expect(await failure(store.getAccessToken())).toMatchObject({ code: "signed_out" });
    refuseWrites(1);
    await failure(store.save(provider.signIn()));
    lets(4000);
    expect(await value(store.getAccessToken())).toBe("access-2");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
  });

  test("give way to a sign-in that another program has stored", async () => {
    const store = storeOver();
    refuseWrites(1);
    await failure(store.save(provider.signIn()));
    await keep({ v: 1, access_token: "theirs", refresh_token: "theirs" });
    lets(4000);
    expect(await value(store.getAccessToken())).toBe("theirs");
  });
});

describe("on a computer whose clock is slow", () => {
  const slow = () => time.now() - 3 * 86_400_000;
  const answer = { access_token: "new", refresh_token: "r-2", expires_in: 3600, refresh_token_expires_in: 86_400 };

  test("stores a secret without the expiry that is refused", async () => {
    const store = storeOver({ clock: slow, refresh: async () => answer });
    await store.save({ ...ended(), expires_at: 1 });
    expect(await value(store.getAccessToken())).toBe("new");
    expect(await stored()).toMatchObject({ refresh_token: "r-2" });
    expect((await client.findSecret({ name: NAME }))!.expires_at).toBeNull();
  });

  test("stores a secret without the expiry that Stripe refuses, and reports by how much the clock is slow", async () => {
    const reported: number[] = [];
    emulator.advance(3 * 86_400_000);
    const store = storeOver({ onSlowClock: (seconds) => reported.push(seconds) });
    await store.save({ ...provider.signIn(), refresh_token_expires_in: 86_400 });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
    expect((await client.findSecret({ name: NAME }))!.expires_at).toBeNull();
    lets(60);
    await store.save({ ...provider.signIn(), refresh_token_expires_in: 86_400 });
    expect(await stored()).toMatchObject({ refresh_token: "refresh-2" });
    // The emulator assumes that a replaced secret keeps the time when it was made.
    expect(reported).toEqual([259_200, 259_140]);
  });

  test("does not count the tokens as lost if the report fails", async () => {
    emulator.advance(3 * 86_400_000);
    const store = storeOver({ onSlowClock: () => expect.fail("The report fails.") });
    await expect(store.save({ ...provider.signIn(), refresh_token_expires_in: 86_400 })).rejects.toThrow("The report fails.");
    expect(await stored()).toMatchObject({ refresh_token: "refresh-1" });
  });

  test("takes a lease", async () => {
    const store = storeOver({ clock: slow, lease: createLease({ delay: 10 }), refresh: async () => answer });
    await store.save({ ...ended(), expires_at: 1 });
    expect(await value(store.getAccessToken())).toBe("new");
    expect((await client.listSecrets({})).data.map(({ name }) => name)).toEqual([NAME]);
  });

  test("reports a refusal for another reason", async () => {
    refuseWrites(1);
    const error = await failure(storeOver().save({ ...provider.signIn(), refresh_token_expires_in: 86_400 }));
    expect(error).toMatchObject({ code: "not_stored", cause: { code: "permission_missing" } });
    expect(now()).toBeGreaterThan(0);
  });
});
