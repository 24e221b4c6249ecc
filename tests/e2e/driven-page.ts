// What the tests share: a page of its own for each test, words for what people do in it, and what no test may cause.

import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { servePage, type ServedPage } from "./served-page";

// Playwright gives up on what does not come within ten seconds, and says on what; a test takes several such steps.
const PATIENCE = 10_000;
vi.setConfig({ testTimeout: 6 * PATIENCE, hookTimeout: 6 * PATIENCE });

let served: ServedPage;

beforeAll(async () => {
  served = await servePage();
}, 120_000);

afterAll(() => served?.close());

let context: BrowserContext;
export let page: Page;
let complaints: string[];
let requested: string[];

beforeEach(async () => {
  context = await served.browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  page = await context.newPage();
  complaints = [];
  requested = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => requested.push(request.url()));
  await page.goto(served.origin);
  await expectSlots([]);
});

// Whatever a test did, the page must not have complained or asked anything of another server.
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
  expect(requested.length).toBeGreaterThan(1);
  expect(requested.filter((url) => !url.startsWith("data:") && new URL(url).origin !== served.origin)).toEqual([]);
});

export const button = (name: string) => page.getByRole("button", { name, exact: true });
export const slots = () => page.getByTestId("slots").getByRole("listitem");
export const error = () => page.getByRole("alert");
export const found = () => page.getByTestId("found");

export async function setSecret(name: string, payload: string, expires = "Never") {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Value", { exact: true }).fill(payload);
  await page.getByLabel("Expires").selectOption(expires);
  await button("Set secret").click();
}

/** Sets a secret and waits until the list shows it. */
export async function haveSecret(name: string, payload: string, expires?: string) {
  await setSecret(name, payload, expires);
  await slots().filter({ hasText: name }).waitFor();
}

export async function find(name: string) {
  await page.getByLabel("Name to find").fill(name);
  await button("Find").click();
}

export async function switchScope(scope: "User scope" | "Account scope") {
  await page.getByRole("radio", { name: scope }).check();
}

export async function signIn(user: "User 1" | "User 2") {
  await page.getByRole("radio", { name: user }).check();
}

/** Waits until the list shows exactly these secrets, in any order: the order of a list is an assumption of the emulator. */
export async function expectSlots(names: string[]) {
  await page
    .getByTestId("count")
    .filter({ hasText: `${names.length} of 10` })
    .waitFor();
  const shown = async () => (await slots().locator(".name").allTextContents()).sort();
  await expect.poll(shown, { timeout: PATIENCE }).toEqual([...names].sort());
}
