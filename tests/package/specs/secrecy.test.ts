// Searches all of the module's memory in real browsers. No part of a secret may remain there.

import * as esbuild from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browsers, type OpenBrowser } from "../../environments/browsers";
import type { Scan } from "../pages/secrecy-page";
import { entry } from "../support/client";
import { here } from "../support/paths";

const usable = browsers.filter(({ missing }) => !missing);

/** Kinds of calls that bring no part of a secret into the module: texts that are too long are refused before, and answers stay outside. */
const NEVER_COPIED = [
  "a find",
  "a list",
  "a delete",
  "a create that is refused for its length",
  "a create that is refused for half a pair",
];

test("has a browser", () => {
  expect(usable.map(({ name }) => name)).toContain("Chromium");
});

describe.each(usable)("in $name", ({ open }) => {
  let browser: OpenBrowser;
  beforeAll(async () => void (browser = await open()));
  afterAll(() => browser.close());

  /** Makes the calls in a new page. */
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

  test("finds no eight bytes of payload or key after calls of every kind", async () => {
    const { during, after } = await scanned(true);
    expect(Object.keys(after).length).toBeGreaterThan(15);
    expect(after).toEqual(Object.fromEntries(Object.keys(after).map((what) => [what, 0])));
    // While the form is built, the payload is in the memory. This shows that the search looks in the right place.
    expect(during).toBeGreaterThan(500);
  });

  test("finds them without the wiping, after every call that copies them", async () => {
    const { after, fills } = await scanned(false);
    // Each module has one. The call without a stack causes the second module.
    expect(new Set(fills)).toEqual(new Set(entry.endsWith("/js") ? [] : [1]));
    const clean = Object.keys(after).filter((what) => after[what] === 0);
    expect(clean).toEqual(NEVER_COPIED);
  });
});

/** Bundles the page's program with the packed package as one classic script. */
async function bundled(wiping: boolean) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [`${here}pages/secrecy-page.ts`],
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

// Without WebAssembly, one loop stores the zeros.
const LOOP = /((\$\w+) = \2 - 1 \| 0), HEAP8\[\2 \+ \$\w+ \| 0\] = 0;/g;

function withoutStores(code: string) {
  if (entry.endsWith("/wasm")) return code;
  expect(code.match(LOOP)).toHaveLength(1);
  return code.replace(LOOP, "$1;");
}
