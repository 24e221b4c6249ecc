// The Dashboard in each browser that is here: an extension runs, asks the Secret Store, and is as locked as in any other.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, vi } from "vitest";
import { startDashboard } from "../../../examples/start";
import { createDashboardServer } from "../../../www/server/server";
import { test } from "../../clients/server";
import type { OpenPage } from "../../environments/browsers";
import { describeInEachBrowser } from "../../environments/each-browser";
import { WORLD } from "../../examples/example";
import { build, GENERATIONS, PROJECT } from "./generations";

const textOf = (page: OpenPage) => page.evaluate(() => document.querySelector('[aria-label="Extension"]')?.textContent ?? "");
const shows = (page: OpenPage, text: string | RegExp) => vi.waitFor(async () => expect(await textOf(page)).toMatch(text), 15_000);
const press = (page: OpenPage, name: string) =>
  page.evaluate((name) => [...document.querySelectorAll("button")].find((button) => button.textContent === name)?.click(), name);

describeInEachBrowser((choice, opened) => {
  for (const generation of GENERATIONS) {
    test.skipIf(choice.missing)(
      `runs an unmodified script that calls the Secret Store, by ${generation.name}`,
      async ({ serve }) => {
        const { url } = await serve("--world", WORLD);
        const dashboard = await startDashboard({ emulator: url, extension: await build(PROJECT("stripe-node"), generation, "ext.min.js") });
        const page = await opened().newPage(dashboard.page);
        try {
          await shows(page, "nothing yet");
          await press(page, "Store and find");
          await shows(page, "found made-up token");
          expect(await page.evaluate(() => document.querySelector(".pane-facts dd")?.textContent)).toMatch(generation.react);
          expect(page.errors).toEqual([]);
          expect(page.violations).toEqual([]);
        } finally {
          await page.close();
          await dashboard.close();
        }
      },
      60_000,
    );
  }

  test.skipIf(choice.missing)(
    "confines a hostile extension",
    async ({ serve }) => {
      const { url } = await serve("--world", WORLD);
      const elsewhere = await listen();
      const dashboard = await createDashboardServer({
        extension: PROJECT("hostile"),
        emulator: url,
        signingSecret: "absec_made_up",
        local: () => ({ constants: { ELSEWHERE: `${elsewhere.origin}/?stolen` } }),
      });
      const page = await opened().newPage(dashboard.origin);
      try {
        await shows(page, "nothing");
        for (const [attempt, answer] of Object.entries({
          "move the page": "SecurityError",
          // Chromium's answer, or what Firefox throws.
          "open a window": "(null|InvalidAccessError)",
          "read the page": "SecurityError",
          "read its storage": "SecurityError",
          "run a text": "EvalError",
          "add a script": "undefined",
          "find the nonce": "\\[\\]",
          "send it by an image": "refused",
        })) {
          await press(page, attempt);
          await shows(page, new RegExp(`${attempt}: ${answer}$`));
        }
        await press(page, "leave the frame");
        await vi.waitFor(() => expect(page.violations).toContainEqual(`frame-src: ${elsewhere.origin}`), 15_000);
        expect(elsewhere.asked).toEqual([]);
        expect(await page.evaluate(() => location.pathname + document.title)).toBe("/Local Dashboard");
      } finally {
        await page.close();
        await dashboard.close();
        elsewhere.close();
      }
    },
    60_000,
  );
});

/** Starts a server that no request may reach. */
async function listen() {
  const asked: string[] = [];
  const server = createServer(({ url }, response) => void response.end(String(asked.push(String(url)))));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
