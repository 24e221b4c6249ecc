// The extension that asks Stripe, in the local Dashboard: the questions that a backend cannot put, with each of their assumptions on and off.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Report } from "../../ask/report";
import { startDashboard } from "../../examples/start";
import { readManifest, findManifest } from "../../www/server/manifest";
import { withApp } from "../../www/server/world";
import { alerts, button, extension, shows, testOf, WORLD, type Driven } from "./example";

const FOLDER = join(import.meta.dirname, "../../examples/ask-stripe");
const APP = "com_example_ask-stripe";

const test = testOf((options) => startDashboard({ ...options, extension: FOLDER }));

type Drive = (options: { world: string; worldManifest: { file: string; id: string } }) => Promise<Driven>;

/** Starts the extension as the app of its manifest. */
async function start(drive: Drive, folder: string): Promise<Driven> {
  const manifest = readManifest(findManifest(FOLDER));
  const world = join(folder, "world.toml");
  writeFileSync(world, withApp(readFileSync(WORLD, "utf8"), manifest));
  return drive({ world, worldManifest: { file: manifest.file, id: manifest.id } });
}

/** Presses a button, and returns the report that the view shows next. */
async function reportAfter(page: Page, name: string): Promise<Report> {
  const text = extension(page).getByLabel("stripe-answers.json");
  const before = (await text.count()) > 0 ? await text.inputValue() : "";
  await button(page, name).click();
  await text.waitFor();
  await expect.poll(() => text.inputValue(), { timeout: 20_000 }).not.toBe(before);
  const shown = await text.inputValue();
  // Stripe's host shows no longer text.
  expect(shown.length).toBeLessThan(5_000);
  return JSON.parse(shown);
}

const verdicts = ({ results }: Report) => Object.fromEntries(results.map(({ assumption, verdict }) => [assumption, verdict]));

/** Returns the names of the app's secrets. */
async function secretsIn({ emulator }: Driven): Promise<string[]> {
  const { data } = (await emulator.control("GET", "secrets")) as { data: { apps: string[]; name: string }[] };
  return data.filter(({ apps }) => apps.includes(APP)).map(({ name }) => name);
}

test("asks what an extension may do, with its permission and without", async ({ drive, folder }) => {
  const driven = await start(drive, folder);
  const { page, emulator, complaints } = driven;
  await emulator.setAssumption("foreign_user", false);
  await page.getByLabel("Id of another user").fill("usr_2");
  const permitted = await reportAfter(page, "Ask");
  expect(verdicts(permitted)).toEqual({ foreign_user: "differs", foreign_account: "same" });
  expect(permitted).toMatchObject({
    target: "other",
    part: "extension",
    complete: true,
    left_behind: [],
    api_version: "2026-10-28.endive",
  });

  await emulator.permit(APP, "acct_cactus", false);
  await emulator.setAssumption("permission_body", false);
  const denied = await reportAfter(page, "Ask");
  expect(verdicts(denied)).toEqual({ reads_are_free: "same", permission_body: "differs", permission_first: "same" });
  for (const report of [permitted, denied]) expect(JSON.stringify(report)).not.toMatch(/usr_|acct_|req_/);
  expect(await secretsIn(driven)).toEqual([]);
  // Chromium logs each of the refusals.
  expect(complaints.splice(0).every((complaint) => /^40[03] \/v1\/apps\/secrets/.test(complaint))).toBe(true);

  await page.getByRole("radio", { name: "Live mode" }).check();
  await alerts(page, "This app asks in test mode only");
  expect(await button(page, "Ask").count()).toBe(0);
});

test("asks whether secrets outlive the app, and deletes the one that it left behind", async ({ drive, folder }) => {
  const driven = await start(drive, folder);
  const { page, emulator } = driven;
  /** Leaves a secret behind, uninstalls the app and installs it again, and looks. */
  async function look(): Promise<Report> {
    await button(page, "Leave a secret behind").click();
    await expect.poll(() => secretsIn(driven)).toHaveLength(1);
    const [name] = await secretsIn(driven);
    const code = /^ask-stripe-(\w+)-/.exec(name!)![1]!;
    await shows(page, `The code is ${code}`);
    await emulator.install(APP, "acct_cactus", false);
    await emulator.install(APP, "acct_cactus", true);
    await page.getByLabel("Code of the secret").fill(code);
    return reportAfter(page, "Look for it");
  }
  expect(verdicts(await look())).toEqual({ uninstall_keeps: "same" });
  expect(await secretsIn(driven)).toEqual([]);
  await emulator.setAssumption("uninstall_keeps", false);
  expect(verdicts(await look())).toEqual({ uninstall_keeps: "differs" });
  await page.getByLabel("Code of the secret").fill("0123456789abcd");
  await button(page, "Look for it").click();
  await alerts(page, "This is not a code");
  expect(new Set(driven.complaints.splice(0))).toEqual(new Set(["404 /v1/apps/secrets/delete"]));
});
