// Calls the emulator with stripe-node over HTTP. Its four calls must work as at Stripe for every caller, scope, account and mode.

import fc from "fast-check";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { test } from "./server";
import { ACCOUNT, secretsOf, USER, VERSIONS } from "./stripe-node";

const CALLERS = [
  { who: "a backend, for the account", key: "sk_test_app_a", scope: ACCOUNT },
  { who: "a backend, for a user", key: "sk_test_app_a", scope: USER },
  { who: "a backend, for another user", key: "sk_test_app_a", scope: { type: "user", user: "usr_2" } },
  { who: "an extension, for the account", key: "ek_test_app_a_usr_1", scope: ACCOUNT },
  { who: "an extension, for its own user", key: "ek_test_app_a_usr_1", scope: USER },
] as const;

const TWO_ACCOUNTS = `
apps = [{ id = "app_a", name = "A", owner = "acct_maker", distribution = "published" }]
accounts = [
  { id = "acct_one", name = "One", installed = ["app_a"], users = [{ id = "usr_1", name = "User 1" }] },
  { id = "acct_two", name = "Two", installed = ["app_a"], users = [{ id = "usr_2", name = "User 2" }] },
]
`;

describe.each(VERSIONS)("stripe-node $version", ({ version, Client }) => {
  test("is the version in its name", () => {
    expect(Client.PACKAGE_VERSION).toBe(version);
  });

  for (const { who, key, scope } of CALLERS) {
    test(`sets, finds, lists and deletes as ${who}`, async ({ server }) => {
      const secrets = secretsOf(Client, server, key);
      const now = Math.floor(Date.now() / 1000);
      const created = await secrets.create({ name: "token", payload: "made up", scope, expires_at: now + 3600 });
      expect(created).toEqual({
        id: expect.stringMatching(/^appsecret_\w+$/),
        object: "apps.secret",
        created: expect.any(Number),
        expires_at: now + 3600,
        livemode: false,
        name: "token",
        scope,
      });
      expect(Math.abs(created.created - now)).toBeLessThanOrEqual(5);
      expect(created.lastResponse).toMatchObject({ statusCode: 200, requestId: expect.stringMatching(/^req_/) });
      expect(await secrets.find({ name: "token", scope })).toEqual(created);
      expect(await secrets.find({ name: "token", scope, expand: ["payload"] })).toEqual({ ...created, payload: "made up" });
      expect(await secrets.list({ scope })).toMatchObject({ object: "list", data: [created], has_more: false, url: "/v1/apps/secrets" });
      expect(await secrets.deleteWhere({ name: "token", scope })).toEqual({ id: created.id, object: "apps.secret", deleted: true });
      expect((await secrets.list({ scope })).data).toEqual([]);
      expect((await server.requests()).at(-1)?.caller).toMatchObject({ app: "app_a", account: "acct_cactus", livemode: false });
    });
  }

  test("replaces a secret of the same name in the same scope only", async ({ server }) => {
    const secrets = secretsOf(Client, server);
    for (const scope of [ACCOUNT, USER]) await secrets.create({ name: "token", payload: "first", scope });
    await secrets.create({ name: "token", payload: "second", scope: USER });
    expect(await secrets.find({ name: "token", scope: USER, expand: ["payload"] })).toMatchObject({ payload: "second" });
    expect(await secrets.find({ name: "token", scope: ACCOUNT, expand: ["payload"] })).toMatchObject({ payload: "first" });
    expect((await secrets.list({ scope: USER })).data).toHaveLength(1);
  });

  test("finds a secret that another client of the app has set", async ({ server }) => {
    await secretsOf(Client, server, "ek_test_app_a_usr_1").create({ name: "token", payload: "by the extension", scope: USER });
    for (const other of VERSIONS) {
      const found = await secretsOf(other.Client, server).find({ name: "token", scope: USER, expand: ["payload"] });
      expect(found.payload).toBe("by the extension");
    }
    expect((await secretsOf(Client, server, "sk_test_app_b").list({ scope: USER })).data).toEqual([]);
  });

  test("does not find an expired secret", async ({ server }) => {
    const secrets = secretsOf(Client, server);
    await secrets.create({ name: "token", payload: "p", scope: USER, expires_at: Math.floor(Date.now() / 1000) + 3600 });
    await server.advance((3_599 - 5) * 1_000);
    await secrets.find({ name: "token", scope: USER });
    await server.advance(6_000);
    await expect(secrets.find({ name: "token", scope: USER })).rejects.toMatchObject({ code: "resource_missing" });
    expect((await secrets.list({ scope: USER })).data).toEqual([]);
  });

  test("pages through a list by itself, each secret once, the newest first", async ({ server }) => {
    const secrets = secretsOf(Client, server);
    const names = Array.from({ length: 10 }, (_, index) => `token ${index}`);
    for (const name of names) await secrets.create({ name, payload: "p", scope: ACCOUNT });
    const found: string[] = [];
    for await (const { name } of secrets.list({ scope: ACCOUNT, limit: 3 })) found.push(name);
    expect(found).toEqual(names.toReversed());
    expect((await server.requests()).filter(({ method }) => method === "GET")).toHaveLength(4);
  });

  test("pages backwards too", async ({ server }) => {
    const secrets = secretsOf(Client, server);
    for (const name of ["1", "2", "3", "4"]) await secrets.create({ name, payload: "p", scope: ACCOUNT });
    const all = (await secrets.list({ scope: ACCOUNT })).data;
    const page = await secrets.list({ scope: ACCOUNT, limit: 2, ending_before: all[3]?.id ?? "" });
    expect(page.data.map(({ name }) => name)).toEqual(["3", "2"]);
    expect(page.has_more).toBe(true);
  });

  test("chooses the account by `stripeAccount`, for a call or for all", async ({ serve, folder }) => {
    const world = join(folder, "world.toml");
    writeFileSync(world, TWO_ACCOUNTS);
    const server = await serve("--world", world);
    const secrets = secretsOf(Client, server);
    const two = secretsOf(Client, server, "sk_test_app_a", { stripeAccount: "acct_two" });
    await secrets.create({ name: "token", payload: "of one", scope: ACCOUNT }, { stripeAccount: "acct_one" });
    await two.create({ name: "token", payload: "of two", scope: ACCOUNT });
    const found = await secrets.find({ name: "token", scope: ACCOUNT, expand: ["payload"] }, { stripeAccount: "acct_one" });
    expect(found.payload).toBe("of one");
    expect((await two.find({ name: "token", scope: ACCOUNT, expand: ["payload"] })).payload).toBe("of two");
    expect(found.lastResponse.stripeAccount).toBe("acct_one");
    await expect(secrets.list({ scope: ACCOUNT }), "the account is ambiguous").rejects.toMatchObject({ statusCode: 400 });
    // An extension uses the one account of its user.
    expect((await secretsOf(Client, server, "ek_test_app_a_usr_2").list({ scope: ACCOUNT })).data).toHaveLength(1);
  });

  test("keeps test and live mode apart", async ({ server }) => {
    const [inTest, live] = ["sk_test_app_a", "sk_live_app_a"].map((key) => secretsOf(Client, server, key));
    expect(await live?.create({ name: "token", payload: "real", scope: USER })).toMatchObject({ livemode: true });
    await expect(inTest?.find({ name: "token", scope: USER })).rejects.toMatchObject({ code: "resource_missing" });
    expect(await inTest?.create({ name: "token", payload: "play", scope: USER })).toMatchObject({ livemode: false });
    expect(await live?.find({ name: "token", scope: USER, expand: ["payload"] })).toMatchObject({ payload: "real", livemode: true });
  });

  for (const kept of ["memory", "a file"]) {
    test(`gets any name and payload back unchanged, from ${kept}`, async ({ serve, folder }) => {
      const server = await (kept === "memory" ? serve() : serve("--db", join(folder, "secrets.sqlite")));
      await server.empty();
      const secrets = secretsOf(Client, server);
      const text = fc.oneof(
        fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
        fc.string({ unit: fc.constantFrom(..."%5B5D[]+&=#?;'\"\\ \0\n"), minLength: 1, maxLength: 20 }),
      );
      await fc.assert(
        fc.asyncProperty(text, text, fc.constantFrom(ACCOUNT, USER), async (name, payload, scope) => {
          await secrets.create({ name, payload, scope });
          expect(await secrets.find({ name, scope, expand: ["payload"] })).toMatchObject({ name, payload, scope });
          expect((await secrets.list({ scope })).data.map((secret) => secret.name)).toEqual([name]);
          expect(await secrets.deleteWhere({ name, scope })).toMatchObject({ deleted: true });
        }),
        { numRuns: 60 },
      );
    });
  }
});
