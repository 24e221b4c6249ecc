// Measures in headless Chromium, each time in a new page with its own process: `measure(kind, job)` and `firstAnswer(script)`, as in-node.mjs.

import { build } from "esbuild";
import { chromium } from "playwright-core";
import { join } from "node:path";
import { BROWSER_ARGS } from "../../scripts/chromium.mjs";
import { root } from "../../scripts/process.mjs";
import { browser as installed } from "../../scripts/setup.mjs";

// Expose the garbage collector and the exact size of the heap.
const ARGS = [...BROWSER_ARGS, "--js-flags=--expose-gc", "--enable-precise-memory-info"];
// A page has the browser's finest clock only if these headers isolate it from others.
const ORIGIN = "http://localhost/";
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

export async function inChromium() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "benches/measure/index.mjs")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "measures",
    logLevel: "silent",
  });
  const measures = outputFiles[0].text;
  const browser = await chromium.launch({ executablePath: (await installed()).chromium, args: ARGS });

  /** Calls `act` with a new page. */
  async function inPage(act, argument) {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.route("**", (route) =>
        route.fulfill({ headers: ISOLATED, contentType: "text/html", body: "<!doctype html><title>bench</title>" }),
      );
      await page.goto(ORIGIN);
      await page.addScriptTag({ content: measures });
      return await page.evaluate(act, argument);
    } finally {
      await context.close();
    }
  }

  return {
    name: `Chromium ${browser.version().split(".")[0]}`,
    measure: (kind, job) => inPage(([kind, job]) => globalThis.measures[kind](job), [kind, job]),
    firstAnswer: (script) =>
      inPage(
        (script) =>
          globalThis.measures.firstAnswer(script, (text) => {
            const element = document.createElement("script");
            element.textContent = text;
            document.head.append(element);
          }),
        script,
      ),
    close: () => browser.close(),
  };
}
