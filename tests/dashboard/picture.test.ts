// The picture: who reaches what, how full each place is, and what happens there.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { find, have } from "../examples/secret-form";
import { signIn } from "../examples/example";
import { backend, be, part, place, realm, secret, test } from "./dashboard";

const USER_1 = { type: "user", user: "usr_1" } as const;
const ACCOUNT = { type: "account" } as const;

/** Of an app's three places those that are lit up. */
async function lit(page: Page, app: string): Promise<string[]> {
  await realm(page, app).waitFor();
  return realm(page, app).locator('.place[data-reads="true"] h4').allTextContents();
}

test("whoever you choose to be, what they reach is lit up, and the rest says why it is not", async ({ drive }) => {
  const { page } = await drive();
  const [a, b] = ["Installed App A", "Installed App B"];
  for (const [app, user, reached] of [
    [a, undefined, ["Account", "User 1", "User 2"]],
    [a, "User 1", ["Account", "User 1"]],
    [a, "User 2", ["Account", "User 2"]],
    [b, "User 2", ["Account", "User 2"]],
  ] as const) {
    await be(page, app, user);
    await expect.poll(() => lit(page, app)).toEqual(reached);
    expect(await lit(page, app === a ? b : a)).toEqual([]);
    await realm(page, app === a ? b : a)
      .getByText("Another app’s: a published app shares with none")
      .waitFor();
  }
  await place(page, b, "User 1").getByText("Another user’s: User 1 alone, and the app’s backend").waitFor();
  await part(page, "Who sees what").getByRole("status").filter({ hasText: "You are User 2 in Installed App B’s extension" }).waitFor();
});

test("at first you are who is signed in, in the extension, and follow them until you choose another", async ({ drive }) => {
  const { page } = await drive();
  await expect.poll(() => lit(page, "Secret store")).toEqual(["Account", "User 1"]);
  await signIn(page, "User 2");
  await expect.poll(() => lit(page, "Secret store")).toEqual(["Account", "User 2"]);
  await be(page, "Dropbox");
  await signIn(page, "User 1");
  await expect.poll(() => lit(page, "Dropbox")).toEqual(["Account", "User 1", "User 2"]);
  expect(await lit(page, "Secret store")).toEqual([]);
});

test("the other mode’s secrets are counted, and not shown", async ({ drive }) => {
  const { page, emulator } = await drive();
  await backend(emulator, "sk_live_app_a").create({ name: "of live mode", payload: "made up", scope: ACCOUNT });
  await realm(page, "Installed App A").getByText("1 more in live mode: a test mode key finds none of them.").waitFor();
  expect(await secret(page, "Installed App A", "Account", "of live mode").count()).toBe(0);
  await page.getByRole("radio", { name: "Live mode" }).check();
  await secret(page, "Installed App A", "Account", "of live mode").waitFor();
  await realm(page, "Installed App A").getByText("3 more in test mode: a live mode key finds none of them.").waitFor();
});

test("a permission that is revoked and an app that is uninstalled are seen, whoever did it", async ({ drive }) => {
  const { page, emulator } = await drive();
  await be(page, "Installed App A", "User 1");
  await emulator.permit("app_a", "acct_cactus", false);
  await realm(page, "Installed App A").getByText("secret_write revoked").waitFor();
  await place(page, "Installed App A", "Account").getByText("Reads only: the permission secret_write was revoked").waitFor();
  expect(await lit(page, "Installed App A")).toEqual(["Account", "User 1"]);
  await emulator.install("app_a", "acct_cactus", false);
  await realm(page, "Installed App A").getByText("Installed App A is uninstalled: what it stored stays, out of its reach").waitFor();
  expect(await lit(page, "Installed App A")).toEqual([]);
});

test("apps that share have their places together, and each of them is in reach by its own installation", async ({ drive, folder }) => {
  const world = join(folder, "world.json");
  const upload = (id: string, name: string) => ({ id, name, owner: "acct_maker", distribution: "uploaded" });
  const own = { id: "com_example_secret-store", name: "Secret store", owner: "acct_developer", distribution: "published" };
  const account = { id: "acct_cactus", users: [{ id: "usr_1", name: "Ann" }], installed: ["invoices", "receipts", own.id] };
  const apps = [upload("invoices", "Invoices"), upload("receipts", "Receipts"), own];
  writeFileSync(world, JSON.stringify({ apps, accounts: [account], keys: [{ key: "sk_test_secret_store_example", app: own.id }] }));
  const { page, emulator } = await drive({ world });
  await be(page, "Invoices", "Ann");
  await realm(page, "Invoices").getByText("Uploaded by acct_maker: these share their secrets").waitFor();
  await backend(emulator, "sk_test_receipts").create({ name: "shared", payload: "made up", scope: ACCOUNT });
  await secret(page, "Receipts", "Account", "shared").waitFor();
  expect(await lit(page, "Invoices")).toEqual(["Account", "Ann"]);
  await emulator.install("invoices", "acct_cactus", false);
  await realm(page, "Invoices").getByText("Invoices is uninstalled: what it stored stays, out of its reach").waitFor();
  expect(await lit(page, "Invoices")).toEqual([]);
  await be(page, "Receipts", "Ann");
  await expect.poll(() => lit(page, "Invoices")).toEqual(["Account", "Ann"]);
});

test("each place has room for ten, and shows how many are taken", async ({ drive }) => {
  const { page, emulator } = await drive();
  const taken = () => place(page, "Installed App B", "Account").locator('.pips [data-filled="true"]').count();
  await place(page, "Installed App B", "Account").getByText("0 of 10 secrets").waitFor();
  expect(await taken()).toBe(0);
  for (let number = 1; number <= 10; number += 1) {
    await backend(emulator, "sk_test_app_b").create({ name: `secret ${number}`, payload: "made up", scope: ACCOUNT });
  }
  await place(page, "Installed App B", "Account").getByText("10 of 10 secrets").waitFor();
  expect(await taken()).toBe(10);
  expect(await place(page, "Installed App B", "Account").locator(".pips i").count()).toBe(10);
});

test("a payload is hidden until it is asked for, and after a reload again", async ({ drive }) => {
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

test("the time that is left runs down, as a ring and in words, and then the secret goes", async ({ drive }) => {
  const { page, emulator } = await drive();
  const row = secret(page, "Installed App B", "User 1", "OAuth access token");
  const gone = async () => {
    const ring = row.locator(".ring-left");
    return Number(await ring.getAttribute("stroke-dashoffset")) / Number(await ring.getAttribute("stroke-dasharray"));
  };
  await row.getByText(/^(59:\d\d|1 h) left$/).waitFor();
  expect(await gone()).toBeLessThan(0.02);
  await emulator.advance(1_800);
  await row.getByText(/^(29:\d\d|30:00) left$/).waitFor();
  await expect.poll(gone).toBeCloseTo(0.5, 1);
  const before = await row.getByText(/left$/).textContent();
  await expect.poll(() => row.getByText(/left$/).textContent()).not.toBe(before);
  await emulator.advance(1_800);
  await row.and(page.locator('[data-effect="expire"]')).waitFor();
  await row.waitFor({ state: "detached" });
  expect(await secret(page, "Installed App B", "User 1", "OAuth refresh token").locator(".ring-dot").count()).toBe(1);
});

test("a set, a replace, a find and a delete show where they happen", async ({ drive }) => {
  const { page, emulator } = await drive();
  const secrets = backend(emulator);
  const happened = (kind: string) =>
    secret(page, "Installed App A", "User 1", "token")
      .and(page.locator(`[data-effect="${kind}"]`))
      .waitFor();
  await secret(page, "Installed App A", "Account", "Bar API key").waitFor();
  await secrets.create({ name: "token", payload: "made up", scope: USER_1 });
  await happened("set");
  await secrets.create({ name: "token", payload: "made up anew", scope: USER_1 });
  await happened("replace");
  await secrets.find({ name: "token", scope: USER_1 });
  await happened("find");
  await secrets.deleteWhere({ name: "token", scope: USER_1 });
  await happened("delete");
  await secret(page, "Installed App A", "User 1", "token").waitFor({ state: "detached" });
  expect(await page.locator("[data-effect]").count()).toBe(0);
});

test("what the extension does is seen as well", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "made-up token");
  await secret(page, "Secret store", "User 1", "api_token").waitFor();
  await find(page, "api_token");
  await secret(page, "Secret store", "User 1", "api_token").and(page.locator('[data-effect="find"]')).waitFor();
});

test("nothing moves for who wants no motion", async ({ drive }) => {
  const { page, emulator } = await drive();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await secret(page, "Installed App A", "Account", "Bar API key").waitFor();
  await backend(emulator).create({ name: "token", payload: "made up", scope: USER_1 });
  const row = secret(page, "Installed App A", "User 1", "token").and(page.locator('[data-effect="set"]'));
  await row.getByText("set", { exact: true }).waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
