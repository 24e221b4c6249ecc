// Signs in, from the code to the stored tokens: a code is sent once, and its tokens never replace newer ones.

import { createRequire } from "node:module";
import { createOAuthProvider } from "stripe-secret-store/oauth";
import { describe, expect, test } from "vitest";
import { wrong } from "../../support/client";
import { anotherCode, json, providerOf } from "../../support/oauth/answering-provider";
import { client, emulator, failure, keep, NAME, storeOver, stored } from "../../support/oauth/token-simulation";

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
