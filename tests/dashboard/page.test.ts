// The page as a whole: narrow and wide, after a reload, and what it loads.

import { brotliCompressSync } from "node:zlib";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { button, extension, shows, signIn } from "../examples/example";
import { PANELS } from "../../www/dashboard/choices";
import { browsers } from "../environments/browsers";
import { backend, be, part, place, realm, rows, secret, test } from "./dashboard";

const NARROW = { width: 360, height: 740 };
/** What each button of the row leads to. */
const parts = (page: Page): Record<string, Locator> => ({
  Picture: part(page, "Who sees what"),
  Requests: part(page, "Requests"),
  Workbench: part(page, "Workbench"),
  Extension: extension(page),
});

test("on 360 pixels one part is seen at a time, and nothing has to be scrolled sideways", async ({ drive }) => {
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
      expect(await hidden.isVisible(), `${other} beside ${name}`).toBe(other === name);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(NARROW.width);
  }
  await nav.getByRole("button", { name: "Requests" }).click();
  await rows(page).first().getByRole("button").click();
  await page.getByRole("dialog").waitFor();
  const wide = await page.getByRole("dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  expect(wide).toBe(0);
});

test("a reload keeps who is signed in, the mode, who you are and the part that is seen", async ({ drive }) => {
  const { page } = await drive();
  await page.setViewportSize(NARROW);
  await signIn(page, "User 2");
  await page.getByRole("radio", { name: "Live mode" }).check();
  await button(page, "Picture").click();
  await be(page, "Installed App B");
  await button(page, "Workbench").click();
  await page.reload();
  await part(page, "Workbench").waitFor();
  expect(await button(page, "Workbench").getAttribute("aria-pressed")).toBe("true");
  expect(await page.getByRole("radio", { name: "User 2" }).isChecked()).toBe(true);
  expect(await page.getByRole("radio", { name: "Live mode" }).isChecked()).toBe(true);
  await button(page, "Picture").click();
  await part(page, "Who sees what").getByText("You are the backend of Installed App B, in live mode").waitFor();
});

test("the extension runs as another app, with that one’s secrets, and after a reload still", async ({ drive }) => {
  const { page } = await drive();
  await shows(page, "0 of 10 secrets");
  await page.getByLabel("App", { exact: true }).selectOption("Installed App B");
  await shows(page, "2 of 10 secrets");
  await part(page, "Who sees what").getByText("You are User 1 in Installed App B’s extension").waitFor();
  await page.reload();
  await shows(page, "2 of 10 secrets");
  await page.getByLabel("App", { exact: true }).selectOption("Secret store");
  await shows(page, "0 of 10 secrets");
});

test("what was kept and makes no sense is as if nothing was", async ({ drive }) => {
  const { page } = await drive();
  for (const kept of ["{", "[]", "null", '{"panel":"no such","who":{"app":1}}', '{"who":{"app":"no such","user":null}}']) {
    await page.evaluate((text) => localStorage.setItem("dashboard", text), kept);
    await page.reload();
    await part(page, "Who sees what").getByText("You are User 1 in Secret store’s extension").waitFor();
  }
});

test("the keyboard reaches who you can be, and what a secret keeps", async ({ drive }) => {
  const { page } = await drive();
  await page.getByRole("button", { name: "Be Backend of Installed App A" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect.poll(() => realm(page, "Installed App A").locator('[data-reads="true"]').count()).toBe(2);
  const reveal = secret(page, "Installed App A", "Account", "Bar API key").getByRole("button");
  await reveal.focus();
  await page.keyboard.press("Enter");
  await place(page, "Installed App A", "Account").getByText("bar-made-up-key").waitFor();
});

test("it asks no other machine for anything", async ({ drive }) => {
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

test("its first load has less than 150 kB, compressed, without the extension that it runs", async ({ drive }) => {
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

test.skipIf(firefox.missing !== undefined)("in Firefox it shows the same", async ({ drive }) => {
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
      page.evaluate(() => [...document.querySelectorAll('.place[data-reads="true"]')].map((place) => place.querySelector("h4")!.innerText));
    await expect.poll(lit).toEqual(["Account", "User 1"]);
    await backend(emulator).create({ name: "token", payload: "made up", scope: { type: "account" } });
    await expect.poll(seen, { timeout: 10_000 }).toContain("token");
    expect(page.errors).toEqual([]);
  } finally {
    await browser.close();
  }
});
