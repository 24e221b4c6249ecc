// Starts an example with its own emulator, as `npm run example` does, and opens the Dashboard in Chromium.

import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, vi } from "vitest";
import type { Running, StartOptions } from "../../examples/start";
import { test as base, type Server } from "../clients/server";
import { openChromium } from "../../scripts/chromium.mjs";

// Playwright names the step that takes longer. A test takes several such steps.
const TIMEOUT = 20_000;
vi.setConfig({ testTimeout: 6 * TIMEOUT, hookTimeout: 6 * TIMEOUT });

/** The Dashboard's default world. */
export const WORLD = fileURLToPath(new URL("../../www/world.toml", import.meta.url));

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
}, 900_000);
afterAll(() => browser?.close());

/** The Dashboard with an extension, and the servers of the example. */
type Served = Omit<Running, "provider">;

export interface Driven<Example extends Served = Served> {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly emulator: Server;
  readonly example: Example;
  /** The console's errors and warnings so far. A test removes those that it expects. */
  readonly complaints: string[];
  /** The violations of the frame's policy. */
  readonly violations: string[];
}

interface DriveOptions extends Omit<StartOptions, "emulator"> {
  /** The world's file, which has to have the example's app. The Dashboard's own unless given. */
  readonly world?: string;
}

interface Fixtures<Example extends Served> {
  /** Starts an example and opens it. At the test's end nothing may have been complained of that the test does not know. */
  drive: (options?: DriveOptions) => Promise<Driven<Example>>;
}

/** Makes a test of one example, which drives its page. */
export const testOf = <Example extends Served>(start: (options: StartOptions) => Promise<Example>) =>
  base.extend<Fixtures<Example>>({
    drive: async ({ serve }, use) => {
      const opened: Driven<Example>[] = [];
      await use(async ({ world = WORLD, ...options } = {}) => {
        const emulator = await serve("--world", world);
        const example = await start({ emulator: emulator.url, ...options });
        const context = await browser.newContext({ baseURL: example.page });
        context.setDefaultTimeout(TIMEOUT);
        const page = await context.newPage();
        const driven: Driven<Example> = { page, context, emulator, example, complaints: [], violations: [] };
        watch(driven);
        await page.addInitScript(() => {
          addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
            console.log(`violation of ${effectiveDirective} by ${blockedURI}`),
          );
        });
        opened.push(driven);
        await page.goto(example.page);
        return driven;
      });
      for (const { context, example, complaints } of opened) {
        await context.close();
        await example.close();
        // Softly: an error that is thrown here would leave the emulator running.
        expect.soft(complaints).toEqual([]);
      }
    },
  });

/** Chromium's word for every answer of 400 and more. Those that no test is about are a store without a secret, and what a test names. */
const REFUSED = /^Failed to load resource: the server responded with a status of (\d+)/;

/** The path of the Dashboard's server before a path of Stripe's. It differs each time. */
const UNGUESSABLE = /^\/stripe\/[0-9a-f]{32}/;

const VIOLATION = /^violation of (.*)$/;

function watch({ page, complaints, violations }: Driven): void {
  page.on("console", (message) => {
    const [, violation] = VIOLATION.exec(message.text()) ?? [];
    if (violation !== undefined) violations.push(violation);
    if (message.type() !== "error" && message.type() !== "warning") return;
    const status = REFUSED.exec(message.text())?.[1];
    const { pathname } = new URL(message.location().url || "about:blank");
    if (status === undefined) complaints.push(message.text());
    else if (status !== "404" || pathname !== "/v1/apps/secrets/find") complaints.push(`${status} ${pathname.replace(UNGUESSABLE, "")}`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
}

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
export const link = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
/** Returns a value of the pane's run details. */
export const fact = (page: Page, term: string) =>
  page
    .locator(".pane-facts div")
    .filter({ has: page.getByText(term, { exact: true }) })
    .getByRole("definition")
    .textContent();
export const signIn = (page: Page, user: "User 1" | "User 2") => page.getByRole("radio", { name: user }).check();
/** Returns the part of the page that the extension fills. */
export const extension = (page: Page) => page.getByRole("region", { name: "Extension", exact: true });
/** Waits until the extension shows this. */
export const shows = (page: Page, text: string | RegExp) => extension(page).getByText(text).first().waitFor();
/** Waits until the extension says that something went wrong. */
export const alerts = (page: Page, text: string | RegExp) => extension(page).getByRole("alert").filter({ hasText: text }).waitFor();
/** Expects these console errors, which refusals of the provider, the backend or the store cause. */
export const expectRefusals = ({ complaints }: Driven, expected: string[]) => expect(complaints.splice(0)).toEqual(expected);
