// Measures in headless Chromium, each time in a page of a process of its own: likewise.

import { build } from "esbuild";
import { chromium } from "playwright-core";
import { join } from "node:path";
import { BROWSER_ARGS } from "../../scripts/chromium.mjs";
import { root } from "../../scripts/process.mjs";
import { browser as installed } from "../../scripts/setup.mjs";

// The garbage collector and the heap's exact size at hand.
const ARGS = [...BROWSER_ARGS, "--js-flags=--expose-gc", "--enable-precise-memory-info"];
// A page whose clock is as fine as a browser gives: isolated from others, and so served with these headers.
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

  /** Does something in a new page. */
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
