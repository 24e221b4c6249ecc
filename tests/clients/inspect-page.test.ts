// Uses the page that the emulator's server shows of itself.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { openChromium } from "../../scripts/chromium.mjs";
import { violations } from "../dashboard/axe";
import { test, type Server } from "./server";

const HOSTILE = "<img src=x onerror=\"document.title='taken over'\">";
const PAYLOAD = "sl.made-up-secret";

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

const create = (server: Server, name: string, more: Record<string, string> = {}) =>
  fetch(`${server.url}/v1/apps/secrets`, {
    method: "POST",
    headers: { Authorization: "Bearer sk_test_app_a" },
    body: new URLSearchParams({ name, payload: PAYLOAD, "scope[type]": "user", "scope[user]": "usr_1", ...more }),
  });

/** Opens the page, and records everything that it receives and complains about. */
async function open(server: Server, options: { width?: number; colorScheme?: "light" | "dark" } = {}) {
  const { width = 1_200, colorScheme = "light" } = options;
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  const complaints: string[] = [];
  const received: Promise<string>[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (response) => {
    const isStream = response.headers()["content-type"]?.startsWith("text/event-stream");
    if (!isStream) received.push(response.text().catch(() => ""));
  });
  await page.goto(`${server.url}/_emulator/ui`);
  await page.getByText("Connected").waitFor();
  return { page, complaints, received };
}

const requestsOf = (page: Page) => page.locator("#requests summary");

test("shows apps, accounts, secrets and requests, and follows them, without a payload or a key", async ({ serve }) => {
  const server = await serve();
  await create(server, "before");
  const { page, complaints, received } = await open(server);
  await page.getByText("Installed App A").first().waitFor();
  await page.getByText("before", { exact: false }).first().waitFor();
  await page.getByText("1 request, newest first.").waitFor();

  await create(server, HOSTILE, { expires_at: String(Math.floor(Date.now() / 1000) + 3_600) });
  await page.getByText(HOSTILE).first().waitFor();
  await fetch(`${server.url}/v1/apps/secrets`);
  await page.getByText("3 requests, newest first.").waitFor();
  expect(await requestsOf(page).first().textContent()).toMatch(/^GET \/v1\/apps\/secrets 401/);
  expect(await requestsOf(page).nth(1).textContent()).toMatch(/^POST \/v1\/apps\/secrets 200/);

  // Nothing reports a change by a control route: the page looks again.
  await server.permit("app_b", "acct_cactus", false);
  await page.getByText("No permissions").waitFor();

  expect(await page.title()).toBe("Secret Store emulator");
  expect(await page.locator("img").count()).toBe(0);
  const all = [await page.content(), ...(await Promise.all(received))].join();
  for (const hidden of [PAYLOAD, "made-up", "sk_test_", "sk_live_", "ek_test_"]) expect(all).not.toContain(hidden);
  expect(complaints).toEqual([]);
  await page.close();
});

test("works by keyboard, has no axe violations, and fits a narrow page", async ({ serve }) => {
  const server = await serve();
  await create(server, "a-name-without-a-space-".repeat(20));
  for (const [width, colorScheme] of [
    [390, "light"],
    [1_200, "dark"],
  ] as const) {
    const { page } = await open(server, { width, colorScheme });
    await page.getByText("1 request, newest first.").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SUMMARY");
    await page.keyboard.press("Enter");
    await page.getByText("app_a, acct_cactus, backend, test mode").waitFor();
    await page.getByText("[hidden]").first().waitFor();
    expect(await violations(page), `${width} ${colorScheme}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    // An open request stays open while others arrive.
    await create(server, `another ${width}`);
    await page.getByText(`another ${width}`).first().waitFor();
    expect(await page.locator("details[open]").count()).toBe(1);
    await server.control("POST", "reset", { seed: true });
    await page.getByText("No requests yet.").waitFor();
    await page.close();
    await create(server, "again");
  }
});

test("makes no element of a text, even by a mistake of its script", async ({ serve }) => {
  const { page } = await open(await serve());
  const outcome = await page.evaluate(() => {
    try {
      document.body.innerHTML = "<b>bold</b>";
      return "was set";
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(outcome).toBe("TypeError");
  await page.close();
});

test("says that the server has ended, and connects again", async ({ serve }) => {
  const server = await serve();
  const { page } = await open(server);
  await server.stop();
  await page.getByText("The emulator does not answer. Trying again.").waitFor();
  const again = await serve("--port", String(server.port));
  await page.getByText("Connected").waitFor();
  await create(again, "after the restart");
  await page.getByText("after the restart").first().waitFor();
  await page.close();
});
