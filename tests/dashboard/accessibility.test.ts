// Runs axe on every state of the page.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { button, shows } from "../examples/example";
import { have } from "../examples/secret-form";
import { violations } from "./axe";
import { backend, be, part, scope, rows, secret, test } from "./dashboard";

async function expectNone(page: Page, state: string) {
  expect(await violations(page), state).toEqual([]);
}

const SCHEMES = ["light", "dark"] as const;

for (const colorScheme of SCHEMES) {
  test(`has no axe violations on a wide page, ${colorScheme}`, async ({ drive }) => {
    const { page, emulator } = await drive();
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await have(page, "api_token", "made-up token", "In 1 hour");
    await expectNone(page, "at first");
    await be(page, "Installed App A", "User 1");
    await secret(page, "Installed App A", "Account", "Bar API key").getByRole("button").click();
    await scope(page, "Installed App A", "Account").getByText("bar-made-up-key").waitFor();
    await emulator.permit("app_a", "acct_cactus", false);
    await emulator.install("app_b", "acct_cactus", false);
    await scope(page, "Installed App A", "Account").getByText("Read only").waitFor();
    await expectNone(page, "with another who");
    await emulator.fail({ kind: "status", status: 503, count: 2 });
    await backend(emulator)
      .list({ scope: { type: "account" } })
      .catch(() => {});
    await part(page, "Controls").getByText("1 × An error status (503)").waitFor();
    await expectNone(page, "with a failure and a fault");
    await rows(page).filter({ hasText: "503" }).getByRole("button").click();
    await page.getByRole("dialog").waitFor();
    await expectNone(page, "with an exchange");
  });

  test(`has no axe violations in each part of a narrow page, ${colorScheme}`, async ({ drive }) => {
    const { page } = await drive();
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 360, height: 740 });
    await button(page, "Extension").click();
    await shows(page, /0 of 10 secrets/);
    for (const name of ["Extension", "Access", "Requests", "Controls"]) {
      await button(page, name).click();
      await expectNone(page, name);
    }
  });

  test(`has no axe violations without secrets and without the emulator, ${colorScheme}`, async ({ drive }) => {
    const driven = await drive();
    const { page, emulator } = driven;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await shows(page, /0 of 10 secrets/);
    await page.getByLabel("Filter by app").selectOption("Dropbox");
    await part(page, "Requests").getByText("No request matches the filter.").waitFor();
    await emulator.empty();
    await secret(page, "Installed App A", "Account", "Bar API key").waitFor({ state: "detached" });
    await expectNone(page, "empty");
    await emulator.stop();
    await page.getByRole("alert").filter({ hasText: "The emulator does not answer." }).waitFor();
    await button(page, "+1 hour").click();
    await page.getByRole("alert").filter({ hasText: "Is the emulator running" }).waitFor();
    await expectNone(page, "without the emulator");
    await page.reload();
    await page.getByRole("alert").waitFor();
    await expectNone(page, "opened without the emulator");
    // It would ask on, and complain.
    await page.goto("about:blank");
    for (const complaint of driven.complaints.splice(0)) expect(complaint).toMatch(/net::ERR_|does not answer|Failed to fetch/);
  });
}
