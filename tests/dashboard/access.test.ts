// Compares the access map's rules with the emulator's answers, for every actor and every scope.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectEmulator, type EmulatorConnection, type StoredSecret, type WorldState } from "stripe-secret-store/testing";
import { expect, vi } from "vitest";
import { accessTo, type Actor, type SecretScope } from "../../www/dashboard/access-map/access";
import { describeAccess } from "../../www/dashboard/access-map/labels";
import { sharingGroupsOf } from "../../www/dashboard/access-map/sharing-groups";
import { test } from "../clients/server";

vi.setConfig({ testTimeout: 60_000 });

const app = (id: string, owner: string, distribution: string) => ({ id, owner, distribution });
const WORLD = {
  apps: [
    app("one_of_two", "acct_maker", "uploaded"),
    app("two_of_two", "acct_maker", "uploaded"),
    app("upload_of_another", "acct_another_maker", "uploaded"),
    app("published", "acct_maker", "published"),
    app("uninstalled", "acct_maker", "published"),
    app("uninstalled_that_shares", "acct_maker", "uploaded"),
    app("revoked", "acct_maker", "published"),
  ],
  accounts: [
    { id: "acct_shop", users: [{ id: "usr_ann" }, { id: "usr_ben" }] },
    { id: "acct_club", users: [{ id: "usr_cat" }] },
  ].map((account) => ({
    ...account,
    installed: ["one_of_two", "two_of_two", "upload_of_another", "published", "uninstalled", "uninstalled_that_shares", "revoked"],
  })),
};
const UNINSTALLED = ["uninstalled", "uninstalled_that_shares"];
const NAME = "in every scope";

const keyOf = (world: WorldState, { app, user, livemode }: Actor) =>
  world.keys.find((key) => key.app === app && (key.user ?? null) === user && key.livemode === livemode)!.key;

interface Answered {
  status: number;
  error?: { code?: string; param?: string };
  payload?: string;
}

/** Sends a find, or a set, to the user's scope or the account's, as the actor's client would. */
async function ask(url: string, world: WorldState, who: Actor, user: string | null, set?: string): Promise<Answered> {
  const form = new URLSearchParams(user === null ? { "scope[type]": "account" } : { "scope[type]": "user", "scope[user]": user });
  form.set("name", set ?? NAME);
  form.set(set === undefined ? "expand[]" : "payload", set === undefined ? "payload" : "made up");
  const headers = { Authorization: `Bearer ${keyOf(world, who)}`, "Stripe-Account": who.account };
  const response =
    set === undefined
      ? await fetch(`${url}/v1/apps/secrets/find?${form}`, { headers })
      : await fetch(`${url}/v1/apps/secrets`, { method: "POST", headers, body: form });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Lists each app's backend for each account, and its extension for each user, in both modes. */
function actors({ apps, accounts }: WorldState): Actor[] {
  return apps.flatMap(({ id: app }) =>
    accounts.flatMap(({ id: account, users }) =>
      [null, ...users.map(({ id }) => id)].flatMap((user) => [false, true].map((livemode) => ({ app, account, user, livemode }))),
    ),
  );
}

const isOf = (scope: SecretScope, secret: StoredSecret) =>
  secret.apps.join() === scope.apps.join() &&
  secret.account === scope.account &&
  secret.user === scope.user &&
  secret.livemode === scope.livemode;

const titleOf = (scope: object) => JSON.stringify(scope);

/** Stores a secret in every scope, and then uninstalls apps and revokes permissions. */
async function filled(emulator: EmulatorConnection, url: string): Promise<{ world: WorldState; scopes: Map<SecretScope, string> }> {
  const before = await emulator.world();
  for (const who of actors(before)) {
    const answer = await ask(url, before, who, who.user, NAME);
    expect(answer.status).toBe(200);
  }
  for (const account of ["acct_shop", "acct_club"]) {
    for (const uninstalled of UNINSTALLED) await emulator.uninstall({ app: uninstalled, account });
    await emulator.revoke({ app: "revoked", account });
  }
  const world = await emulator.world();
  const secrets = await emulator.secrets();
  const scopes = new Map<SecretScope, string>();
  for (const { id } of world.accounts)
    for (const livemode of [false, true])
      for (const group of sharingGroupsOf(world, id, livemode, secrets)) {
        for (const { secrets: own, owner: _, ...scope } of group.scopes) {
          expect(own, titleOf(scope)).toHaveLength(1);
          scopes.set(scope, own[0]!.id);
        }
      }
  expect(scopes.size).toBe(secrets.length);
  return { world, scopes };
}

test("predicts the emulator’s access rules for every actor and every scope", async ({ serve, folder }) => {
  const file = join(folder, "world.json");
  writeFileSync(file, JSON.stringify(WORLD));
  const { url } = await serve("--world", file);
  const emulator = connectEmulator(url);
  const { world, scopes } = await filled(emulator, url);

  const barriers = new Set<string>();
  for (const [number, who] of actors(world).entries()) {
    const users = [null, ...world.accounts.flatMap((account) => account.users.map(({ id }) => id))];
    const [found, refusals] = [new Set<string>(), new Map<string | null, Answered>()];
    for (const user of users) {
      const answer = await ask(url, world, who, user);
      if (answer.status === 200) found.add((answer as { id?: string }).id!);
      refusals.set(user, answer);
      await ask(url, world, who, user, `written by ${number}`);
    }
    const written = (await emulator.secrets()).filter(({ name }) => name === `written by ${number}`);
    for (const [scope, id] of scopes) {
      const access = accessTo(world, who, scope);
      const where = `${titleOf(who)} → ${titleOf(scope)}`;
      expect(access.reads, `reads: ${where}`).toBe(found.has(id));
      expect(access.writes, `writes: ${where}`).toBe(written.some((secret) => isOf(scope, secret)));
      if (access.reads) continue;
      barriers.add(access.barrier);
      expect(describeAccess(world, who, scope, access), where).toMatch(/./);
      const { status, error } = refusals.get(scope.user)!;
      if (access.barrier === "uninstalled") expect([status, error?.code], where).toEqual([403, "account_invalid"]);
      if (access.barrier === "other_user") expect([status, error?.param], where).toEqual([400, "scope[user]"]);
    }
    // Removes the written secrets, so that the scopes do not fill up.
    for (const secret of written) {
      const form = new URLSearchParams({ name: secret.name, "scope[type]": secret.user === null ? "account" : "user" });
      if (secret.user !== null) form.set("scope[user]", secret.user);
      const headers = { Authorization: `Bearer ${keyOf(world, who)}`, "Stripe-Account": who.account };
      expect((await fetch(`${url}/v1/apps/secrets/delete`, { method: "POST", headers, body: form })).status).toBe(200);
    }
  }
  expect([...barriers].sort()).toEqual(["other_account", "other_app", "other_mode", "other_user", "uninstalled"]);
});

test("denies all access to a user of another account, as the emulator does", async ({ serve, folder }) => {
  const file = join(folder, "world.json");
  writeFileSync(file, JSON.stringify(WORLD));
  const { url } = await serve("--world", file);
  const world = await connectEmulator(url).world();
  const who = { app: "published", account: "acct_shop", user: "usr_cat", livemode: false };
  const scope = { apps: ["published"], account: "acct_shop", user: null, livemode: false };
  expect(accessTo(world, who, scope)).toEqual({ reads: false, writes: false, barrier: "other_account" });
  expect(await ask(url, world, who, null)).toMatchObject({ status: 403, error: { code: "account_invalid" } });
});
