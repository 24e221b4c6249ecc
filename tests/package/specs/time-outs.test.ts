// Checks time-outs in pages of real browsers. A page may do anything to its timers: only the calls that wait may lose theirs.

import * as esbuild from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browsers, type OpenBrowser, type OpenPage } from "../../environments/browsers";
import type * as Program from "../pages/time-outs-page";
import { entry } from "../support/client";
import { here } from "../support/paths";

const usable = browsers.filter(({ missing }) => !missing);
let script: string;
beforeAll(async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: [`${here}pages/time-outs-page.ts`],
    alias: { "stripe-secret-store": entry },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "page",
    footer: { js: "globalThis.page = page;" },
    logLevel: "silent",
  });
  script = outputFiles[0]!.text;
});

describe.each(usable)("in $name", ({ open }) => {
  let browser: OpenBrowser;
  let page: OpenPage;
  beforeAll(async () => void (browser = await open()));
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage("about:blank");
    await page.evaluate((script) => (0, eval)(script) as void, script);
    return () => page.close();
  });

  const endings = (timeouts: number[], retries?: number) =>
    page.evaluate(
      (timeouts, retries) => (globalThis as unknown as { page: typeof Program }).page.endings(timeouts, retries ?? undefined),
      timeouts,
      retries ?? null,
    );
  const answers = (calls: number) =>
    page.evaluate((calls) => (globalThis as unknown as { page: typeof Program }).page.answers(calls), calls);

  test("ends each call by its own time-out, in any order of beginning", async () => {
    const ended = await endings([300, 60, 180, 240, 120, 60]);
    expect(ended.map(({ timeout }) => timeout)).toEqual([60, 60, 120, 180, 240, 300]);
    for (const { timeout, after, code } of ended) {
      expect(code).toBe("timeout");
      // A browser's clock has a resolution of a millisecond.
      expect(after).toBeGreaterThan(timeout - 2);
    }
  });

  test("does not delay a short time-out by a long one or by an earlier call", async () => {
    await answers(3);
    // Each of these calls had 80 s. The test has less time, so waiting for that timer fails it.
    expect(await endings([30])).toMatchObject([{ timeout: 30, code: "timeout" }]);
    expect(await endings([40, 20])).toMatchObject([{ timeout: 20 }, { timeout: 40 }]);
  });

  test("limits each retry too", async () => {
    expect(await endings([20], 1)).toMatchObject([{ code: "timeout" }]);
  });

  test("leaves no timer of an answered call, under fake timers too", async () => {
    await answers(1);
    const others = await page.evaluate(() => {
      const { withOthers, answers } = (globalThis as unknown as { page: typeof Program }).page;
      return withOthers(() => answers(10, "in a later task"));
    });
    expect(others).toEqual({ set: 10, left: 0 });
    const timedOut = await page.evaluate(() => {
      const { withOthers, endings } = (globalThis as unknown as { page: typeof Program }).page;
      return withOthers(() => endings([10, 20]));
    });
    expect(timedOut).toEqual({ set: 2, left: 0 });
    // And they are gone again.
    await answers(10);
    expect(await endings([20])).toMatchObject([{ code: "timeout" }]);
  });

  test("sets no timer for a host in memory", async () => {
    const others = await page.evaluate(() => {
      const { withOthers, answers } = (globalThis as unknown as { page: typeof Program }).page;
      return withOthers(() => answers(10));
    });
    expect(others).toEqual({ set: 0, left: 0 });
  });

  test.each(["clears all its timers", "sets its clock back"])("times later calls when a page %s", async (deed) => {
    await page.evaluate((deed) => {
      void (globalThis as unknown as { page: typeof Program }).page.endings([60_000]);
      // The first call sets its timer some turns later, in the same task.
      return new Promise((task) => setTimeout(task)).then(() => {
        if (deed === "sets its clock back") performance.now = () => 0;
        else for (let timer = Number(setTimeout(() => {})); timer > 0; timer--) clearTimeout(timer);
      });
    }, deed);
    expect(await endings([30])).toMatchObject([{ timeout: 30, code: "timeout" }]);
    expect(await endings([20], 1)).toMatchObject([{ code: "timeout" }]);
  });
});
