// Runs every scenario in Chromium with each React, with and without StrictMode. No scenario may write to the console.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openChromium } from "../../scripts/chromium.mjs";
import { bundle, REACTS, type ReactVersion } from "./bundle";
import { subjects } from "./scenarios";

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

describe.each(Object.keys(REACTS).map(Number) as ReactVersion[])("React %i", (version) => {
  let script: string;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    script = await bundle(version, "main", "development");
    page = await browser.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
  });

  beforeEach(async () => {
    complaints = [];
    await page.goto("about:blank");
    await page.addScriptTag({ content: script });
  });

  test("is the version that runs", async () => {
    expect(await page.evaluate(() => globalThis.createStageOf({ strict: false }).version)).toMatch(new RegExp(`^${version}\\.`));
  });

  describe.each([false, true])("StrictMode: %s", (strict) => {
    for (const [subject, scenarios] of Object.entries(subjects)) {
      test.each(Object.keys(scenarios))(`${subject}: %s`, async (name) => {
        await page.evaluate(([name, strict]) => globalThis.play(name, strict), [name, strict] as const);
        expect(complaints).toEqual([]);
      });
    }
  });
});

test("gives each scenario its own name", () => {
  const names = Object.values(subjects).flatMap((scenarios) => Object.keys(scenarios));
  expect(new Set(names).size).toBe(names.length);
});
