// Declares tests for each browser, which is open while they run.

import { afterAll, beforeAll, describe } from "vitest";
import { browsers, type BrowserChoice, type OpenBrowser } from "./browsers";

/** Calls `declare` for each browser. `opened` returns the browser, inside of tests only. */
export function describeInEachBrowser(declare: (choice: BrowserChoice, opened: () => OpenBrowser) => void) {
  describe.each(browsers)("$name", (choice) => {
    let browser: OpenBrowser | undefined;
    beforeAll(async () => {
      if (!choice.missing) browser = await choice.open();
    }, 120_000);
    afterAll(() => browser?.close());

    declare(choice, () => browser!);
  });
}
