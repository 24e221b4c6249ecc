// axe finds nothing to complain of in what the stand-ins show, nor where an extension is dropped that does not run.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { startDashboard } from "../../../examples/start";
import { alerts, button, extension, shows, testOf } from "../../examples/example";
import { violations } from "../axe";
import { build, GENERATIONS, PROJECT } from "./generations";

const test = testOf((options) => startDashboard({ extension: PROJECT("components"), ...options }));

/** The views, by a text of each that is there once it is shown. */
const VIEWS = {
  Settings: "saved: nothing",
  Onboarding: "below the tasks",
  SignIn: "Sign in to go on.",
  Images: "not allowed",
  Platform: "heard: nothing",
};

async function everythingOpen(page: Page) {
  await shows(page, "said: nothing");
  await button(page, "Focus").click();
  await button(page, "More of it below").click();
  await extension(page).getByRole("button", { name: "Close", exact: true }).click();
  await button(page, "Open the menu").click();
  await page.getByRole("menuitem", { name: "First" }).waitFor();
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`has no axe violations in the stand-ins, ${colorScheme}`, async ({ drive }) => {
    const { page, context } = await drive();
    await context.route("https://images.example/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: "<svg/>" }));
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await everythingOpen(page);
    expect(await violations(page)).toEqual([]);
    for (const [view, text] of Object.entries(VIEWS)) {
      await page.getByLabel("View").selectOption(view);
      await shows(page, text);
      expect(await violations(page), view).toEqual([]);
    }
    const wrong = { name: "wrong.js", mimeType: "text/javascript", buffer: Buffer.from("1") };
    await page.getByLabel("Run a file…").setInputFiles(wrong);
    await alerts(page, "The script is not an extension's bundle");
    expect(await violations(page), "a file that is not an extension").toEqual([]);
  });
}

for (const [colorScheme, width] of [
  ["light", 1_280],
  ["dark", 390],
] as const) {
  test(`has no axe violations in a full-page app, ${colorScheme} and ${width} pixels wide`, async ({ drive }) => {
    const { page } = await drive({ extension: await build(PROJECT("full-page"), GENERATIONS[1]!, "ext.min.js") });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/app/com.example.full-page");
    if (width < 1_000) await button(page, "Extension").click();
    for (const [tab, text] of [
      ["Overview", "The Cactus"],
      ["Guests", "Since"],
      ["More", "its content"],
    ] as const) {
      await page.getByRole("tab", { name: tab }).click();
      await shows(page, text);
      expect(await violations(page), tab).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, tab).toBeLessThanOrEqual(0);
    }
    if (width < 1_000) await button(page, "Controls").click();
    await page.getByLabel("Path").waitFor();
    expect(await violations(page), "Controls").toEqual([]);
  });
}
