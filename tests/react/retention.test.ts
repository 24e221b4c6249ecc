// Checks that no secret stays in memory after the last component that shows it has gone. Snapshots of the page's heap hold the secrets that are shown, and no others.

import { randomBytes } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openChromium } from "../../scripts/chromium.mjs";
import { bundle, REACTS, type ReactVersion } from "./bundle";

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

/** Returns which of these texts are on the page's heap, anywhere in a string. */
async function onTheHeap(page: Page, values: Record<string, string>) {
  const session = await page.context().newCDPSession(page);
  const parts: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => parts.push(chunk));
  for (let round = 0; round < 2; round += 1) await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot");
  await session.detach();
  const snapshot = parts.join("");
  return Object.keys(values).filter((name) => snapshot.includes(values[name]!.slice(0, 24)));
}

describe.each(Object.keys(REACTS).map(Number) as ReactVersion[])("React %i", (version) => {
  let page: Page;
  let values: { loaded: string; saved: string };

  beforeEach(async () => {
    page = await browser.newPage();
    await page.addScriptTag({ content: await bundle(version, "retention-main", "production") });
    values = { loaded: randomBytes(24).toString("hex"), saved: randomBytes(24).toString("hex") };
    expect(await page.evaluate((values) => globalThis.retained.show(values), values)).toBe(
      `loaded: ${values.loaded}saved: ${values.saved}`,
    );
    return () => page.close();
  });

  test("finds the secrets that are shown", async () => {
    expect(await onTheHeap(page, values)).toEqual(["loaded", "saved"]);
  });

  test("finds no secret that is no longer shown, although the client still exists", async () => {
    expect(await page.evaluate(() => globalThis.retained.takeAway())).toBe("empty at last");
    expect(await onTheHeap(page, values)).toEqual([]);
  });

  test("finds only the secrets of the user who is shown now", async () => {
    expect(await page.evaluate(() => globalThis.retained.changeUser())).toBe("loaded: undefinedsaved: nothing");
    expect(await page.evaluate(() => globalThis.retained.takeAway())).toBe("empty at last");
    expect(await onTheHeap(page, values)).toEqual([]);
  });
});
