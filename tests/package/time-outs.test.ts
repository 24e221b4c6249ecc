// Time-outs in pages, in real browsers. There the calls share one timer, and none may wait longer, or shorter, for that.

import * as esbuild from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browsers, type OpenBrowser, type OpenPage } from "../environments/browsers";
import type * as Program from "./time-outs-page";
import { entry, here } from "./support";

const usable = browsers.filter(({ missing }) => !missing);
let script: string;
beforeAll(async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: [`${here}time-outs-page.ts`],
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
    // What looks at the timers that are set is in place before the package is: it cannot be told from the page's own.
    await page.evaluate((script) => {
      const counted = { set: 0 };
      globalThis.setTimeout = new Proxy(setTimeout, {
        apply: (target, self, given) => {
          counted.set++;
          return Reflect.apply(target, self, given);
        },
      });
      (0, eval)(script);
      Object.assign(globalThis, { counted });
    }, script);
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
  const timersSet = () => page.evaluate(() => (globalThis as unknown as { counted: { set: number } }).counted.set);

  test("each call ends by its own time-out, in the order of those, however they were begun", async () => {
    const ended = await endings([300, 60, 180, 240, 120, 60]);
    expect(ended.map(({ timeout }) => timeout)).toEqual([60, 60, 120, 180, 240, 300]);
    for (const { timeout, after, code } of ended) {
      expect(code).toBe("timeout");
      // A browser's clock is as coarse as a millisecond.
      expect(after).toBeGreaterThan(timeout - 2);
    }
  });

  test("a short one is not kept waiting by a long one, nor by what a call that is over has left", async () => {
    await answers(3);
    // 80 s is what each of these had; with no more than the test's 20, who waits for that timer fails.
    expect(await endings([30])).toMatchObject([{ timeout: 30, code: "timeout" }]);
    expect(await endings([40, 20])).toMatchObject([{ timeout: 20 }, { timeout: 40 }]);
  });

  test("further tries are timed as well", async () => {
    expect(await endings([20], 1)).toMatchObject([{ code: "timeout" }]);
  });

  test("a thousand calls that are answered set one timer", async () => {
    await answers(1_000);
    expect(await timersSet()).toBe(1);
  });

  test("where somebody puts other timers in the page's place, each call has its own and leaves none", async () => {
    await answers(1);
    const others = await page.evaluate(() => {
      const { withOthers, answers } = (globalThis as unknown as { page: typeof Program }).page;
      return withOthers(() => answers(10));
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
});
