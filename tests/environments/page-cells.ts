// Declares a cell for each browser. The first cell starts the browser, and it ends with the file's tests.

import { afterAll } from "vitest";
import { browsers, type BrowserChoice, type OpenBrowser } from "./browsers";
import { cell, notRun, type Cell } from "./cell";

const opened = new Map<BrowserChoice, Promise<OpenBrowser>>();

afterAll(async () => {
  for (const browser of opened.values()) await (await browser).close();
});

/** Declares the cells like `cell`. The row is `environment` in that browser, by default in each that bundlers and pages are tested with. */
export function browserCells(
  { group, environment, entry }: Pick<Cell, "group" | "environment" | "entry">,
  run: (browser: OpenBrowser, versions: Record<string, string>) => Promise<string | void>,
  choices: BrowserChoice[] = browsers,
) {
  for (const browser of choices) {
    const row = { group, environment: `${environment}, ${browser.name}`, entry };
    if (browser.missing) notRun(row, browser.missing);
    else {
      cell(row, async (versions) => {
        if (!opened.has(browser)) opened.set(browser, browser.open());
        const open = await opened.get(browser)!;
        versions[browser.name] = browser.version;
        return run(open, versions);
      });
    }
  }
}
