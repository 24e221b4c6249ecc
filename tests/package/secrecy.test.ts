// What is left of secrets in the module's memory, all of which is searched in real browsers: nothing.

import * as esbuild from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browsers, type OpenBrowser } from "../environments/browsers";
import type { Scan } from "./secrecy-page";
import { entry, here } from "./support";

const usable = browsers.filter(({ missing }) => !missing);

/** Where no part of a secret comes into the module, wiped or not: what is too long is refused before, and answers are looked at where they are. */
const NEVER_COPIED = [
  "a find",
  "a list",
  "a delete",
  "a create that is refused for its length",
  "a create that is refused for half a pair",
];

test("there is a browser", () => {
  expect(usable.map(({ name }) => name)).toContain("Chromium");
});

describe.each(usable)("in $name", ({ open }) => {
  let browser: OpenBrowser;
  beforeAll(async () => void (browser = await open()));
  afterAll(() => browser.close());

  /** Makes the calls in a page of their own. */
  async function scanned(wiping: boolean): Promise<Scan> {
    const page = await browser.newPage("about:blank");
    try {
      const code = await bundled(wiping);
      return await page.evaluate(
        async (code, wiping) => {
          (0, eval)(code);
          return (globalThis as unknown as { page: { scan: (options: { wiping: boolean }) => Promise<Scan> } }).page.scan({ wiping });
        },
        code,
        wiping,
      );
    } finally {
      await page.close();
    }
  }

  test("after calls of every kind no eight bytes of payload or key are there", async () => {
    const { during, after } = await scanned(true);
    expect(Object.keys(after).length).toBeGreaterThan(15);
    expect(after).toEqual(Object.fromEntries(Object.keys(after).map((what) => [what, 0])));
    // While the form is being built the payload is there: so it is known to be looked for where it would be.
    expect(during).toBeGreaterThan(500);
  });

  test("with the wiping turned off they are, after every call that copies them: so the search is known to find them", async () => {
    const { after, fills } = await scanned(false);
    // Each module has the one; that there are two is owed to the call without a stack.
    expect(new Set(fills)).toEqual(new Set(entry.endsWith("/js") ? [] : [1]));
    const clean = Object.keys(after).filter((what) => after[what] === 0);
    expect(clean).toEqual(NEVER_COPIED);
  });
});

/** The page's program with the packed package, as one classic script. */
async function bundled(wiping: boolean) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [`${here}secrecy-page.ts`],
    alias: { "stripe-secret-store": entry },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "page",
    charset: "utf8",
    target: "es2020",
    footer: { js: "globalThis.page = page;" },
  });
  const code = outputFiles[0]!.text;
  return wiping ? code : withoutStores(code);
}

// The same without WebAssembly: the one loop that stores zeros.
const LOOP = /((\$\w+) = \2 - 1 \| 0;)\s*HEAP8\[\2 \+ \$\w+ \| 0\] = 0;/g;

function withoutStores(code: string) {
  if (entry.endsWith("/wasm")) return code;
  expect(code.match(LOOP)).toHaveLength(1);
  return code.replace(LOOP, "$1");
}
