// Tests the access map: access, used slots and recent changes.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { find, have } from "../examples/secret-form";
import { signIn } from "../examples/example";
import { backend, be, part, scope, sharingGroup, secret, test } from "./dashboard";

const USER_1 = { type: "user", user: "usr_1" } as const;
const ACCOUNT = { type: "account" } as const;

/** Returns the highlighted scopes of an app. */
async function highlighted(page: Page, app: string): Promise<string[]> {
  await sharingGroup(page, app).waitFor();
  return sharingGroup(page, app).locator('.scope[data-reads="true"] h4').allTextContents();
}

test("highlights the selected actor’s scopes, and explains why the others are closed", async ({ drive }) => {
  const { page } = await drive();
  const [a, b] = ["Installed App A", "Installed App B"];
  for (const [app, user, reached] of [
    [a, undefined, ["Account", "User 1", "User 2"]],
    [a, "User 1", ["Account", "User 1"]],
    [a, "User 2", ["Account", "User 2"]],
    [b, "User 2", ["Account", "User 2"]],
  ] as const) {
    await be(page, app, user);
    await expect.poll(() => highlighted(page, app)).toEqual(reached);
    expect(await highlighted(page, app === a ? b : a)).toEqual([]);
    await sharingGroup(page, app === a ? b : a)
      .getByText("A published app shares secrets with no other app")
      .waitFor();
  }
  await scope(page, b, "User 1").getByText("Only User 1 and the app’s backend have access").waitFor();
  await part(page, "Secret access").getByRole("status").filter({ hasText: "You are User 2 in Installed App B’s extension" }).waitFor();
});

test("follows the signed-in user until another actor is selected", async ({ drive }) => {
  const { page } = await drive();
  await expect.poll(() => highlighted(page, "Secret store")).toEqual(["Account", "User 1"]);
  await signIn(page, "User 2");
  await expect.poll(() => highlighted(page, "Secret store")).toEqual(["Account", "User 2"]);
  await be(page, "Dropbox");
  await signIn(page, "User 1");
  await expect.poll(() => highlighted(page, "Dropbox")).toEqual(["Account", "User 1", "User 2"]);
  expect(await highlighted(page, "Secret store")).toEqual([]);
});

test("counts the other mode’s secrets without showing them", async ({ drive }) => {
  const { page, emulator } = await drive();
  await backend(emulator, "sk_live_app_a").create({ name: "of live mode", payload: "made up", scope: ACCOUNT });
  await sharingGroup(page, "Installed App A").getByText("1 more in live mode. A test mode key does not find them.").waitFor();
  expect(await secret(page, "Installed App A", "Account", "of live mode").count()).toBe(0);
  await page.getByRole("radio", { name: "Live mode" }).check();
  await secret(page, "Installed App A", "Account", "of live mode").waitFor();
  await sharingGroup(page, "Installed App A").getByText("3 more in test mode. A live mode key does not find them.").waitFor();
});

test("shows a revoked permission and an uninstalled app", async ({ drive }) => {
  const { page, emulator } = await drive();
  await be(page, "Installed App A", "User 1");
  await emulator.permit("app_a", "acct_cactus", false);
  await sharingGroup(page, "Installed App A").getByText("secret_write revoked").waitFor();
  await scope(page, "Installed App A", "Account").getByText("Read only: the permission secret_write was revoked").waitFor();
  expect(await highlighted(page, "Installed App A")).toEqual(["Account", "User 1"]);
  await emulator.install("app_a", "acct_cactus", false);
  await sharingGroup(page, "Installed App A")
    .getByText("Installed App A is uninstalled: its secrets stay, but it cannot access them")
    .waitFor();
  expect(await highlighted(page, "Installed App A")).toEqual([]);
});

test("groups apps that share secrets, each with access by its own installation", async ({ drive, folder }) => {
  const world = join(folder, "world.json");
  const upload = (id: string, name: string) => ({ id, name, owner: "acct_maker", distribution: "uploaded" });
  const own = { id: "com_example_secret-store", name: "Secret store", owner: "acct_developer", distribution: "published" };
  const account = { id: "acct_cactus", users: [{ id: "usr_1", name: "Ann" }], installed: ["invoices", "receipts", own.id] };
  const apps = [upload("invoices", "Invoices"), upload("receipts", "Receipts"), own];
  writeFileSync(world, JSON.stringify({ apps, accounts: [account], keys: [{ key: "sk_test_secret_store_example", app: own.id }] }));
  const { page, emulator } = await drive({ world });
  await be(page, "Invoices", "Ann");
  await sharingGroup(page, "Invoices").getByText("Uploaded by acct_maker: these apps share their secrets").waitFor();
  await backend(emulator, "sk_test_receipts").create({ name: "shared", payload: "made up", scope: ACCOUNT });
  await secret(page, "Receipts", "Account", "shared").waitFor();
  expect(await highlighted(page, "Invoices")).toEqual(["Account", "Ann"]);
  await emulator.install("invoices", "acct_cactus", false);
  await sharingGroup(page, "Invoices").getByText("Invoices is uninstalled: its secrets stay, but it cannot access them").waitFor();
  expect(await highlighted(page, "Invoices")).toEqual([]);
  await be(page, "Receipts", "Ann");
  await expect.poll(() => highlighted(page, "Invoices")).toEqual(["Account", "Ann"]);
});

test("shows how many of a scope’s ten slots are used", async ({ drive }) => {
  const { page, emulator } = await drive();
  const taken = () => scope(page, "Installed App B", "Account").locator('.pips [data-filled="true"]').count();
  await scope(page, "Installed App B", "Account").getByText("0 of 10 secrets").waitFor();
  expect(await taken()).toBe(0);
  for (let number = 1; number <= 10; number += 1) {
    await backend(emulator, "sk_test_app_b").create({ name: `secret ${number}`, payload: "made up", scope: ACCOUNT });
  }
  await scope(page, "Installed App B", "Account").getByText("10 of 10 secrets").waitFor();
  expect(await taken()).toBe(10);
  expect(await scope(page, "Installed App B", "Account").locator(".pips i").count()).toBe(10);
});

test("hides a payload until it is revealed, and again after a reload", async ({ drive }) => {
  const { page } = await drive();
  const row = secret(page, "Installed App A", "Account", "Bar API key");
  const reveal = row.getByRole("button", { name: "Payload of Bar API key" });
  await reveal.waitFor();
  expect(await page.content()).not.toContain("bar-made-up-key");
  expect(await reveal.getAttribute("aria-pressed")).toBe("false");
  await reveal.click();
  await row.getByText("bar-made-up-key").waitFor();
  expect(await reveal.getAttribute("aria-pressed")).toBe("true");
  await page.reload();
  await reveal.waitFor();
  expect(await page.content()).not.toContain("bar-made-up-key");
  await reveal.click();
  await row.getByText("bar-made-up-key").waitFor();
  await reveal.click();
  await row.getByText("bar-made-up-key").waitFor({ state: "detached" });
});

test("counts down a secret’s remaining time, and removes the secret at its end", async ({ drive }) => {
  const { page, emulator } = await drive();
  const row = secret(page, "Installed App B", "User 1", "OAuth access token");
  const elapsed = async () => {
    const ring = row.locator(".expiry-ring-left");
    return Number(await ring.getAttribute("stroke-dashoffset")) / Number(await ring.getAttribute("stroke-dasharray"));
  };
  await row.getByText(/^(59:\d\d|1 h) left$/).waitFor();
  expect(await elapsed()).toBeLessThan(0.02);
  await emulator.advance(1_800_000);
  await row.getByText(/^(29:\d\d|30:00) left$/).waitFor();
  await expect.poll(elapsed).toBeCloseTo(0.5, 1);
  const before = await row.getByText(/left$/).textContent();
  await expect.poll(() => row.getByText(/left$/).textContent()).not.toBe(before);
  await emulator.advance(1_800_000);
  await row.and(page.locator('[data-effect="expire"]')).waitFor();
  await row.waitFor({ state: "detached" });
  expect(await secret(page, "Installed App B", "User 1", "OAuth refresh token").locator(".expiry-ring-dot").count()).toBe(1);
});

test("marks a set, a replace, a find and a delete on the secret", async ({ drive }) => {
  const { page, emulator } = await drive();
  const secrets = backend(emulator);
  const happened = (kind: string) =>
    secret(page, "Installed App A", "User 1", "token")
      .and(page.locator(`[data-effect="${kind}"]`))
      .waitFor();
  await secret(page, "Installed App A", "Account", "Bar API key").waitFor();
  await secrets.create({ name: "token", payload: "made up", scope: USER_1 });
  await happened("set");
  await secrets.create({ name: "token", payload: "made up again", scope: USER_1 });
  await happened("replace");
  await secrets.find({ name: "token", scope: USER_1 });
  await happened("find");
  await secrets.deleteWhere({ name: "token", scope: USER_1 });
  await happened("delete");
  await secret(page, "Installed App A", "User 1", "token").waitFor({ state: "detached" });
  expect(await page.locator("[data-effect]").count()).toBe(0);
});

test("marks the extension’s own calls", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "made-up token");
  await secret(page, "Secret store", "User 1", "api_token").waitFor();
  await find(page, "api_token");
  await secret(page, "Secret store", "User 1", "api_token").and(page.locator('[data-effect="find"]')).waitFor();
});

test("animates nothing under reduced motion", async ({ drive }) => {
  const { page, emulator } = await drive();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await secret(page, "Installed App A", "Account", "Bar API key").waitFor();
  await backend(emulator).create({ name: "token", payload: "made up", scope: USER_1 });
  const row = secret(page, "Installed App A", "User 1", "token").and(page.locator('[data-effect="set"]'));
  await row.getByText("set", { exact: true }).waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
