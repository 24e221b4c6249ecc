// Tests the log: its rows, its dialog, its filters and a thousand requests.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { button, expectRefusals, shows } from "../examples/example";
import { have } from "../examples/secret-form";
import { backend, part, rows, test } from "./dashboard";

const ACCOUNT = { type: "account" } as const;
const MAX_REQUESTS = 1_000;

const dialog = (page: Page) => page.getByRole("dialog");

test("lists the requests, newest first, after an empty start", async ({ drive }) => {
  const { page, emulator } = await drive();
  const log = part(page, "Requests");
  await have(page, "api_token", "made-up token");
  await log.getByText("3 requests").waitFor();
  await button(page, "Start over").click();
  // The extension restarts, and lists its secrets.
  await log.getByText("1 request", { exact: true }).waitFor();
  await backend(emulator).create({ name: "token", payload: "s3cret", scope: ACCOUNT });
  await backend(emulator)
    .find({ name: "none", scope: ACCOUNT })
    .catch(() => {});
  await log.getByText("3 requests").waitFor();
  const [missing, set] = await rows(page).allTextContents();
  expect(missing).toMatch(/^404GET \/v1\/apps\/secrets\/find resource_missing.*name=none.*the backend of Installed App A\d+(\.\d)? ms/);
  expect(set).toMatch(/^200POST \/v1\/apps\/secrets.*name=token {2}payload=\[hidden\] {2}scope\[type\]=account/);
  expect(await page.content()).not.toContain("s3cret");
});

test("lists a request that arrives while the page reads the earlier ones", async ({ drive }) => {
  const { page, emulator } = await drive();
  const log = part(page, "Requests");
  await log.getByText("1 request", { exact: true }).waitFor();
  // The answer is kept back until more was asked than it tells of, and the page knows that by the stream of requests: it reads the secrets again.
  await page.route("**/_emulator/requests", async (route) => {
    if (route.request().headers().accept === "text/event-stream") return route.continue();
    const before = await route.fetch();
    const secrets = page.waitForResponse("**/_emulator/secrets");
    await backend(emulator).list({ scope: ACCOUNT });
    await secrets;
    await route.fulfill({ response: before });
  });
  await page.reload();
  await rows(page).filter({ hasText: "the backend of Installed App A" }).waitFor();
});

test("opens an exchange by keyboard, and returns to its row on Escape", async ({ drive }) => {
  const { page, emulator } = await drive();
  await shows(page, "0 of 10 secrets");
  await backend(emulator).create({ name: "token", payload: "s3cret", scope: ACCOUNT });
  await rows(page).filter({ hasText: "name=token" }).waitFor();
  await part(page, "Requests").getByRole("list", { name: "Requests" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("heading", { name: "POST /v1/apps/secrets" }).waitFor();
  const text = await dialog(page).textContent();
  for (const part of [
    "the backend of Installed App A, on acct_cactus, in test mode",
    "Request idreq_",
    "Idempotency keyattempt 1",
    '"payload": "[hidden]"',
    '"object": "apps.secret"',
    "stripe-version",
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain("s3cret");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("name=token");
});

test("copies snippets that repeat the call", async ({ drive }) => {
  const { page, context, emulator } = await drive();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await backend(emulator).find({ name: "Bar API key", scope: ACCOUNT, expand: ["payload"] });
  await rows(page).filter({ hasText: "name=Bar API key" }).getByRole("button").click();
  const copied: Record<string, string> = {};
  for (const name of ["curl", "stripe-node", "stripe-secret-store"]) {
    const snippet = dialog(page)
      .getByRole("figure")
      .filter({ hasText: name })
      .filter({ has: page.getByText(name, { exact: true }) });
    await snippet.getByRole("button", { name: `Copy for ${name}` }).click();
    await snippet.getByText("Copied.").waitFor();
    copied[name] = await page.evaluate(() => navigator.clipboard.readText());
    expect(await snippet.locator("pre").textContent()).toBe(copied[name]);
  }
  expect(copied["stripe-node"]).toContain('stripe.apps.secrets.find({ name: "Bar API key"');
  expect(copied["stripe-secret-store"]).toContain("await secrets.findSecret(");
  const { stdout } = await promisify(execFile)("sh", ["-c", `${copied.curl} --silent --noproxy '*'`]);
  expect(JSON.parse(stdout)).toMatchObject({ name: "Bar API key", payload: "bar-made-up-key" });
});

test("marks failures, faults and retries, and filters them", async ({ drive }) => {
  const driven = await drive();
  const { page, emulator } = driven;
  const log = part(page, "Requests");
  await log.getByText("1 request", { exact: true }).waitFor();
  await emulator.fail({ kind: "status", status: 503, method: "POST" });
  await have(page, "api_token", "made-up token");
  await emulator.fail({ kind: "no_answer" });
  await backend(emulator)
    .list({ scope: ACCOUNT }, { maxNetworkRetries: 0 })
    .catch(() => {});
  await rows(page).filter({ hasText: "attempt 2" }).filter({ hasText: "200" }).waitFor();
  await rows(page).filter({ hasText: "no response" }).waitFor();
  await rows(page).filter({ hasText: "503" }).getByRole("button").click();
  await dialog(page).getByText("Injected fault").waitFor();
  await button(page, "Close").click();
  await page.getByRole("checkbox", { name: "Failures only" }).check();
  await expect.poll(() => rows(page).locator(".log-status").allTextContents()).toEqual(["no response", "503"]);
  await log.getByLabel("Filter by app").selectOption("Installed App A");
  await expect.poll(() => rows(page).locator(".log-status").allTextContents()).toEqual(["no response"]);
  await log.getByLabel("Filter by app").selectOption("Dropbox");
  await log.getByText("No request matches the filter.").waitFor();
  expectRefusals(driven, ["503 /v1/apps/secrets"]);
});

test("shows Stripe's own answer for an unknown route", async ({ drive }) => {
  const { page, emulator } = await drive();
  await fetch(`${emulator.url}/v1/customers`, { headers: { Authorization: "Bearer sk_test_app_a" } });
  await rows(page).filter({ hasText: "GET /v1/customers not in the emulator" }).getByRole("button").click();
  await dialog(page).getByText("Unrecognized request URL").first().waitFor();
  await dialog(page).getByText("The emulator only implements the Secret Store’s four routes.").waitFor();
});

test("keeps the scroll position while requests arrive", async ({ drive }) => {
  const { page, emulator } = await drive();
  const ask = (limit: number) => backend(emulator).list({ scope: ACCOUNT, limit });
  for (let limit = 1; limit <= 30; limit += 1) await ask(limit);
  const row = rows(page).filter({ hasText: /limit=15$|limit=15U|limit=15t/ });
  await part(page, "Requests").getByText("31 requests").waitFor();
  await page.locator(".log-rows").evaluate((list) => (list.scrollTop = 46 * 12));
  await row.waitFor();
  const before = await row.boundingBox();
  for (let limit = 31; limit <= 40; limit += 1) await ask(limit);
  await part(page, "Requests").getByText("41 requests").waitFor();
  expect((await row.boundingBox())!.y).toBeCloseTo(before!.y, 0);
});

interface Measured {
  frames: number;
  longest: number;
  milliseconds: number;
  most: number;
}

/** Begins to watch the page's frames, and how many lines are in it. */
function watchFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const measured = { frames: 0, longest: 0, milliseconds: 0, most: 0 };
    const began = performance.now();
    let last = began;
    const watch = (now: number) => {
      measured.frames += 1;
      measured.longest = Math.max(measured.longest, now - last);
      measured.milliseconds = now - began;
      measured.most = Math.max(measured.most, document.querySelectorAll(".log-item").length);
      last = now;
      requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    Object.assign(globalThis, { measured });
  });
}

const measured = (page: Page): Promise<Measured> => page.evaluate(() => (globalThis as unknown as { measured: Measured }).measured);

test("scrolls through a thousand requests with a few rows in the page", async ({ drive }) => {
  const { page, emulator } = await drive();
  await rows(page).first().waitFor();
  await watchFrames(page);
  const list = (number: number) =>
    fetch(`${emulator.url}/v1/apps/secrets?scope[type]=account&limit=${1 + (number % 100)}`, {
      headers: { Authorization: "Bearer sk_test_app_a" },
    });
  const sent = performance.now();
  for (let number = 0; number < MAX_REQUESTS; number += 10)
    await Promise.all(Array.from({ length: 10 }, (_, index) => list(number + index)));
  const took = performance.now() - sent;
  await part(page, "Requests").getByText(`${MAX_REQUESTS} requests`).waitFor();
  const appended = await measured(page);
  await page.locator(".log-rows").evaluate(async (element) => {
    for (let at = 0; at < element.scrollHeight; at += 600) {
      element.scrollTop = at;
      await new Promise(requestAnimationFrame);
    }
  });
  const scrolled = await measured(page);
  const frame = (one: Measured) => `${(one.milliseconds / one.frames).toFixed(1)} ms a frame, ${one.longest.toFixed(0)} ms the longest`;
  console.log(
    `The log: ${MAX_REQUESTS} requests sent in ${took.toFixed(0)} ms; ${frame(appended)}; after scrolling ${frame(scrolled)}; ${scrolled.most} lines at most in the page.`,
  );
  expect(scrolled.most).toBeGreaterThan(5);
  expect(scrolled.most).toBeLessThan(40);
  expect(await rows(page).last().getAttribute("aria-setsize")).toBe(String(MAX_REQUESTS));
  expect(await rows(page).last().getAttribute("aria-posinset")).toBe(String(MAX_REQUESTS));
});
