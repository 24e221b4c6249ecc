// Runs the components of the declarations' examples in Chromium with each React. tests/package/specs/documents.test.ts compiles them.

import type { Plugin } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChromium } from "../../scripts/chromium.mjs";
import { EXAMPLES } from "../package/support/declared";
import { importsOf, ofThePackage } from "../package/support/programs";
import { bundle, REACTS, type ReactVersion } from "./bundle";

const BLOCKS = EXAMPLES.filter(({ language }) => language === "tsx");
const componentsOf = (code: string) => [...code.matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name]) => name!);

const KEPT = { settings: '{"theme":"light"}', dropbox_token: "made up" };

/** The output of each component before and after its buttons are clicked, and the secrets in the store then. */
const SEEN: Record<string, { before: string; after: string; kept?: object; failing?: boolean }> = {
  View: { before: "connected", after: "connected" },
  OwnView: { before: "connected", after: "connected" },
  SignOut: { before: "Sign out", after: "Sign out", kept: { ...KEPT, dropbox_token: "nothing" } },
  Checked: { before: "light", after: "dark", kept: { ...KEPT, settings: '{"theme":"dark"}' } },
  Theme: { before: "light", after: "light" },
  DarkMode: { before: "Dark", after: "Dark", kept: { ...KEPT, settings: '{"theme":"dark"}' } },
  Forget: { before: "Forget", after: "", kept: { ...KEPT, settings: "nothing" } },
  Problem: { before: "That failed. Try again", after: "", failing: true },
  Names: { before: "the account's dropbox_token, the account's settings", after: "the account's dropbox_token, the account's settings" },
  SignIn: { before: "Sign in", after: "Sign in" },
  Upload: { before: "Upload", after: "Upload" },
  End: { before: "End", after: "signed_out" },
  OnceMore: { before: "invalid_request", after: "signed_in", failing: true },
  Again: { before: "Try again", after: "Look again", failing: true },
};

let browser: Browser;
let examples: Plugin;

beforeAll(async () => {
  browser = await openChromium();
  const names = await ofThePackage();
  const loaded = { loader: "tsx", resolveDir: import.meta.dirname } as const;
  examples = {
    name: "examples",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^examples(\/\d+)?$/ }, ({ path }) => ({ path, namespace: "examples" }));
      onLoad({ filter: /\/\d+$/, namespace: "examples" }, ({ path }) => {
        const { code } = BLOCKS[Number(path.split("/")[1])]!;
        return { ...loaded, contents: importsOf(code, names) + code };
      });
      onLoad({ filter: /^examples$/, namespace: "examples" }, () => ({
        ...loaded,
        contents:
          BLOCKS.map((_, index) => `import * as e${index} from "examples/${index}";`).join("\n") +
          `\nexport const components = Object.assign({}, ${BLOCKS.map((_, index) => `e${index}`).join(", ")});`,
      }));
    },
  };
});
afterAll(() => browser?.close());

test("covers each example, and each has its own name", () => {
  for (const { code, path, line } of BLOCKS) expect(componentsOf(code), `${path}:${line}`).toHaveLength(1);
  expect(BLOCKS.flatMap(({ code }) => componentsOf(code)).sort()).toEqual(Object.keys(SEEN).sort());
});

describe.each(Object.keys(REACTS).map(Number) as ReactVersion[])("React %i", (version) => {
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    page = await browser.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.addScriptTag({ content: await bundle(version, "examples", "development", [examples]) });
  });

  test.each(Object.entries(SEEN))("%s", async (name, { before, after, kept = KEPT, failing = false }) => {
    await page.evaluate(([name, failing]) => globalThis.showExample(name, failing), [name, failing] as const);
    await expect.poll(() => page.evaluate(() => globalThis.seen())).toEqual(before);
    await page.evaluate(() => globalThis.clickButtons());
    await expect.poll(() => page.evaluate(() => globalThis.seen())).toEqual(after);
    await expect.poll(() => page.evaluate(() => globalThis.kept())).toEqual(kept);
    expect(complaints).toEqual([]);
  });
});
