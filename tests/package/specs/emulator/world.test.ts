// Checks the worlds of an emulator in process: their apps, accounts and users, and their initial secrets.

import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { describe, expect, test } from "vitest";
import { errorOf } from "../../support/client";
import { APPS, WORLD, ask, messageOf, namesOf, over } from "../../support/emulator-worlds";

describe("a world", () => {
  test("has apps that share and apps that do not", async () => {
    const emulator = createEmulator({ world: WORLD });
    const of = (app: string) => over(emulator, { app, account: "acct_shop" });
    await of("app_first").createSecret({ name: "shared", payload: "p" });
    const seen: Record<string, string[]> = {};
    for (const { id } of APPS) seen[id] = await namesOf(of(id));
    expect(seen).toEqual({ app_first: ["shared"], app_second: ["shared"], app_theirs: [], app_public: [] });
  });

  test("keeps accounts, live mode and users apart", async () => {
    const emulator = createEmulator({ world: WORLD });
    await over(emulator, { account: "acct_shop" }).createSecret({ name: "here", payload: "p" });
    expect(await namesOf(over(emulator, { account: "acct_club" }))).toEqual([]);
    expect(await namesOf(over(emulator, { account: "acct_shop", livemode: true }))).toEqual([]);
    expect(await namesOf(over(emulator, { account: "acct_shop", user: "usr_ann" }))).toEqual(["here"]);
    const live = over(emulator, { account: "acct_shop", livemode: true });
    expect(await live.createSecret({ name: "there", payload: "p" })).toMatchObject({ livemode: true });
  });

  test.each([
    ["an app", { app: "app_x" }, /no app `app_x`.*app_first, app_second/],
    ["an account", { account: "acct_x" }, /no account `acct_x`.*acct_shop, acct_club/],
    ["a user", { user: "usr_x" }, /no user `usr_x`.*usr_ann, usr_ben/],
    ["a user of another account", { account: "acct_shop", user: "usr_ben" }, /no user `usr_ben`.*There is: usr_ann\./],
  ])("lists its contents for an identity with the wrong name of %s", (_, identity, pattern) => {
    const message = messageOf(() => createEmulator({ world: WORLD }).httpClient(identity));
    expect(message).toMatch(pattern);
    expect(message).toContain("createEmulator({ world })");
  });

  test("may be the text of a world file, TOML or JSON", () => {
    const toml = `[[apps]]\nid = "app_toml"\nowner = "acct_us"\ndistribution = "uploaded"\n[[accounts]]\nid = "acct_shop"\ninstalled = ["app_toml"]\n`;
    expect(createEmulator({ world: toml }).world.apps.map(({ id }) => id)).toEqual(["app_toml"]);
    expect(createEmulator({ world: JSON.stringify(WORLD, null, 2) }).world).toEqual(createEmulator({ world: WORLD }).world);
  });

  test("lists its contents", () => {
    const { apps, accounts, keys } = createEmulator({ world: WORLD }).world;
    expect(apps[0]).toEqual({
      id: "app_first",
      name: "app_first",
      owner: "acct_us",
      distribution: "uploaded",
      permissions: ["secret_write"],
    });
    expect(accounts[1]).toEqual({
      id: "acct_club",
      name: "acct_club",
      users: [{ id: "usr_ben", name: "usr_ben" }],
      installations: [{ app: "app_first", permissions: ["secret_write"] }],
    });
    expect(keys).toContainEqual({ key: "sk_test_of_my_own", app: "app_public", livemode: false });
    expect(keys).toContainEqual({ key: "ek_live_app_first_usr_ann", app: "app_first", user: "usr_ann", livemode: true });
    // One key for the backend and one for each user, in two modes.
    expect(keys).toHaveLength(APPS.length * 2 * (1 + 2) + 1);
  });

  test("has keys that identify the caller", async () => {
    const emulator = createEmulator({ world: WORLD });
    const byKey = (apiKey: string) =>
      new SecretStoreClient({ httpClient: emulator.httpClientByKey(), apiKey, scope: "account", maxNetworkRetries: 0 });
    const to = { stripeAccount: "acct_shop" };
    await byKey("sk_test_app_first").createSecret({ name: "token", payload: "p" }, to);
    expect((await byKey("ek_test_app_second_usr_ann").listSecrets({}, to)).data).toHaveLength(1);
    expect((await byKey("sk_test_of_my_own").listSecrets({}, to)).data).toEqual([]);
    expect((await byKey("sk_live_app_first").listSecrets({}, to)).data).toEqual([]);
    expect(await errorOf(() => byKey("sk_test_nobody").listSecrets())).toMatchObject({ code: "unauthorized" });
    expect(emulator.requests.map(({ caller }) => caller?.app)).toEqual(["app_first", "app_second", "app_public", "app_first", undefined]);
    expect(emulator.requests.at(-1)).toMatchObject({ caller: null, status: 401 });
  });

  test("is the picture of Stripe's guide by default", async () => {
    const emulator = createEmulator();
    expect(emulator.world.apps.map(({ id }) => id)).toEqual(["app_a", "app_b"]);
    expect(emulator.keys.map(({ key }) => key)).toEqual(expect.arrayContaining(["sk_test_app_a", "ek_test_app_b_usr_2"]));
    await ask(emulator.httpClient(), undefined, { Authorization: "Bearer whatever" });
    expect(emulator.requests[0]?.caller).toEqual({ app: "app_a", account: "acct_cactus", livemode: false });
  });
});

describe("the world's own secrets", () => {
  const identity = { app: "app_first", account: "acct_shop" };

  test("are created on request, and expire like others", async () => {
    expect(await namesOf(over(createEmulator({ world: WORLD }), identity))).toEqual([]);
    const emulator = createEmulator({ world: WORLD, seeded: true });
    expect(await over(emulator, identity).findSecret({ name: "from the start" })).toMatchObject({ payload: "made up" });
    emulator.advance(61_000);
    expect(await namesOf(over(emulator, identity))).toEqual([]);
    emulator.reset({ seed: false });
    expect(await namesOf(over(emulator, identity))).toEqual([]);
    emulator.reset();
    expect(await namesOf(over(emulator, identity))).toEqual(["from the start"]);
  });

  test("match the picture of Stripe's guide by default", async () => {
    const emulator = createEmulator({ seeded: true });
    expect(await namesOf(over(emulator))).toEqual(["Bar API key"]);
    const user = new SecretStoreClient({ httpClient: emulator.httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
    expect(await namesOf(user)).toEqual(["Foo API key"]);
  });
});
