// Tests the page as a whole: its layout, its stored preferences and its requests.

import { brotliCompressSync } from "node:zlib";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { button, extension, shows, signIn } from "../examples/example";
import { PANELS } from "../../www/dashboard/preferences";
import { browsers } from "../environments/browsers";
import { backend, be, part, scope, sharingGroup, rows, secret, test } from "./dashboard";

const NARROW = { width: 360, height: 740 };
/** Maps each button of the row to its part. */
const parts = (page: Page): Record<string, Locator> => ({
  Access: part(page, "Secret access"),
  Requests: part(page, "Requests"),
  Controls: part(page, "Controls"),
  Extension: extension(page),
});

test("shows one part at a time on 360 pixels, without sideways scrolling", async ({ drive }) => {
  const { page, emulator } = await drive();
  await page.setViewportSize(NARROW);
  await backend(emulator).create({ name: "a name that is rather long for its place ".repeat(3), payload: "p", scope: { type: "account" } });
  await page.getByText("a name that is rather long").first().waitFor({ state: "attached" });
  const nav = page.getByRole("navigation", { name: "Parts of the page" });
  expect(await nav.getByRole("button").count()).toBe(PANELS.length);
  for (const [name, shown] of Object.entries(parts(page))) {
    await nav.getByRole("button", { name, exact: true }).click();
    await shown.waitFor();
    for (const [other, hidden] of Object.entries(parts(page)))
      expect(await hidden.isVisible(), `${other} next to ${name}`).toBe(other === name);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(NARROW.width);
  }
  await nav.getByRole("button", { name: "Requests" }).click();
  await rows(page).first().getByRole("button").click();
  await page.getByRole("dialog").waitFor();
  const wide = await page.getByRole("dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  expect(wide).toBe(0);
});

test("keeps the user, the mode, the selected actor and the part across a reload", async ({ drive }) => {
  const { page } = await drive();
  await page.setViewportSize(NARROW);
  await signIn(page, "User 2");
  await page.getByRole("radio", { name: "Live mode" }).check();
  await button(page, "Access").click();
  await be(page, "Installed App B");
  await button(page, "Controls").click();
  await page.reload();
  await part(page, "Controls").waitFor();
  expect(await button(page, "Controls").getAttribute("aria-pressed")).toBe("true");
  expect(await page.getByRole("radio", { name: "User 2" }).isChecked()).toBe(true);
  expect(await page.getByRole("radio", { name: "Live mode" }).isChecked()).toBe(true);
  await button(page, "Access").click();
  await part(page, "Secret access").getByText("You are the backend of Installed App B, in live mode").waitFor();
});

test("runs the extension as another app with its secrets, also after a reload", async ({ drive }) => {
  const { page } = await drive();
  await shows(page, "0 of 10 secrets");
  await page.getByLabel("App", { exact: true }).selectOption("Installed App B");
  await shows(page, "2 of 10 secrets");
  await part(page, "Secret access").getByText("You are User 1 in Installed App B’s extension").waitFor();
  await page.reload();
  await shows(page, "2 of 10 secrets");
  await page.getByLabel("App", { exact: true }).selectOption("Secret store");
  await shows(page, "0 of 10 secrets");
});

test("ignores invalid stored preferences", async ({ drive }) => {
  const { page } = await drive();
  for (const kept of ["{", "[]", "null", '{"panel":"no such","actor":{"app":1}}', '{"actor":{"app":"no such","user":null}}']) {
    await page.evaluate((text) => localStorage.setItem("dashboard", text), kept);
    await page.reload();
    await part(page, "Secret access").getByText("You are User 1 in Secret store’s extension").waitFor();
  }
});

test("selects actors and reveals payloads by keyboard", async ({ drive }) => {
  const { page } = await drive();
  await page.getByRole("button", { name: "Be Backend of Installed App A" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect.poll(() => sharingGroup(page, "Installed App A").locator('[data-reads="true"]').count()).toBe(2);
  const reveal = secret(page, "Installed App A", "Account", "Bar API key").getByRole("button");
  await reveal.focus();
  await page.keyboard.press("Enter");
  await scope(page, "Installed App A", "Account").getByText("bar-made-up-key").waitFor();
});

/** Counts the page's controls that Tab has not reached or does not mark, from the top of the page to its end. */
const missedByTab = async (page: Page): Promise<string[]> => {
  const names = await page.evaluate(() => {
    const isStop = (element: HTMLElement) => element.checkVisibility() && !element.matches(":disabled, :not(:checked)[type=radio]");
    const stops = [...document.querySelectorAll<HTMLElement>("button, input, select, textarea, a[href], [tabindex='0']")].filter(isStop);
    return stops.map((stop, index) => `${(stop.dataset.stop = String(index))} ${stop.outerHTML.slice(0, 200)}`);
  });
  const reached = new Set<string>();
  for (let count = 0; count <= names.length; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      return getComputedStyle(active).outlineStyle === "none" ? undefined : active.dataset.stop;
    });
    if (stop !== undefined) reached.add(stop);
  }
  return names.filter((name) => !reached.has(name.split(" ")[0]!));
};

test("is usable by keyboard alone: Tab reaches and marks each control, and keys change the theme, the context and a permission", async ({
  drive,
}) => {
  const { page } = await drive();
  await shows(page, /0 of 10 secrets/);
  expect(await missedByTab(page)).toEqual([]);
  await page.getByLabel("Theme").focus();
  await page.keyboard.press("End");
  await page.locator(`html[data-theme="dark"]`).waitFor();
  await page.getByLabel("Locale").focus();
  await page.keyboard.press("End");
  await page.keyboard.type("-1994");
  expect(await page.getByLabel("Locale").inputValue()).toBe("en-US-1994");
  await page.getByRole("button", { name: "Revoke secret_write", exact: true }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Grant secret_write", exact: true }).waitFor();
  await page.reload();
  await page.locator(`html[data-theme="dark"]`).waitFor();
});

test("sends no request to another machine", async ({ drive }) => {
  const { page, context, emulator } = await drive();
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  await page.reload();
  await shows(page, /secrets/);
  await button(page, "Reload the extension").click();
  await backend(emulator).list({ scope: { type: "account" } });
  await rows(page).filter({ hasText: "Installed App A" }).first().getByRole("button").click();
  await page.getByRole("dialog").waitFor();
  const elsewhere = asked.filter((url) => !/^(http:\/\/127\.0\.0\.1:\d+\/|data:|blob:)/.test(url));
  expect(elsewhere).toEqual([]);
  expect(asked.length).toBeGreaterThan(10);
});

test("loads less than 150 kB, compressed, without the extension", async ({ drive }) => {
  const { context, emulator, example } = await drive();
  const page = await context.newPage();
  const loaded = new Map<string, string>();
  page.on("response", (response) => {
    const { origin, pathname } = new URL(response.url());
    // Neither the emulator's answers nor streams, which never end.
    if (origin === emulator.url || response.headers()["content-type"]?.startsWith("text/event-stream")) return;
    loaded.set(pathname, response.url());
  });
  await page.goto(example.page);
  await shows(page, /0 of 10 secrets/);
  const sizes = new Map<string, number>();
  for (const [path, url] of loaded) {
    sizes.set(path, brotliCompressSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length);
  }
  const extension = sizes.get("/extension.json")!;
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0) - extension;
  console.log(`The first load: ${total} bytes by brotli, and the extension ${extension}: ${JSON.stringify(Object.fromEntries(sizes))}`);
  expect([...sizes.keys()].some((path) => /^\/sandbox\/.*\.js$/.test(path))).toBe(true);
  expect(total).toBeLessThan(150_000);
});

const firefox = browsers.find(({ name }) => name === "Firefox")!;

test.skipIf(firefox.missing !== undefined)("shows the same access map in Firefox", async ({ drive }) => {
  const { example, emulator } = await drive();
  const browser = await firefox.open();
  try {
    const page = await browser.newPage(example.page);
    const seen = () => page.evaluate(() => document.body.innerText);
    await expect.poll(seen, { timeout: 20_000 }).toContain("You are User 1 in Secret store’s extension");
    await page.evaluate(() => {
      const buttons = [...document.querySelectorAll("button")];
      buttons.find((one) => one.textContent === "Be User 1 in Installed App A’s extension")!.click();
    });
    const lit = () =>
      page.evaluate(() => [...document.querySelectorAll('.scope[data-reads="true"]')].map((scope) => scope.querySelector("h4")!.innerText));
    await expect.poll(lit).toEqual(["Account", "User 1"]);
    await backend(emulator).create({ name: "token", payload: "made up", scope: { type: "account" } });
    await expect.poll(seen, { timeout: 10_000 }).toContain("token");
    expect(page.errors).toEqual([]);
  } finally {
    await browser.close();
  }
});
