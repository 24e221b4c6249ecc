// Tests the controls: installations, faults, the clock and the reset.

import { connectEmulator } from "stripe-secret-store/testing";
import { expect } from "vitest";
import { alerts, button, expectRefusals, shows } from "../examples/example";
import { find, have, store } from "../examples/secret-form";
import type { Server } from "../clients/server";
import { startSecretStore } from "../../examples/start";
import { be, part, sharingGroup, rows, secret, test, WORLD } from "./dashboard";

/** Returns the kinds of faults that the emulator names in its error for an unknown kind. */
async function kinds({ url }: Server): Promise<string[]> {
  const body = JSON.stringify({ kind: "unknown" });
  const { error } = (await (await fetch(`${url}/_emulator/faults`, { method: "POST", body })).json()) as { error: { message: string } };
  return [...error.message.replace(/^[^]*expected one of/, "").matchAll(/`(\w+)`/g)].map(([, kind]) => kind!);
}

test("revokes and grants the app’s permission, and uninstalls and installs the app", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await have(page, "api_token", "made-up token");
  await button(page, "Uninstall").click();
  await sharingGroup(page, "Secret store").getByText("uninstalled", { exact: true }).waitFor();
  await find(page, "api_token");
  await alerts(page, /app_uninstalled/);
  await button(page, "Install").click();
  await button(page, "Uninstall").waitFor();
  await find(page, "api_token");
  await shows(page, "made-up token");
  await button(page, "Revoke secret_write").click();
  await button(page, "Grant secret_write").waitFor();
  await store(page, "api_token", "another");
  await alerts(page, /permission_missing/);
  expectRefusals(driven, ["403 /v1/apps/secrets/find", "403 /v1/apps/secrets"]);
});

test("changes the permission of one app only", async ({ drive }) => {
  const { page, emulator } = await drive();
  await button(page, "Revoke secret_write of Installed App B").click();
  await button(page, "Grant secret_write of Installed App B").waitFor();
  await sharingGroup(page, "Installed App B").getByText("secret_write revoked").waitFor();
  await button(page, "Uninstall of Installed App A").click();
  await button(page, "Install of Installed App A").waitFor();
  const [account] = (await connectEmulator(emulator.url).world()).accounts;
  const granted = Object.fromEntries(account!.installations.map(({ app, permissions }) => [app, permissions]));
  expect(granted).toMatchObject({ app_b: [], "com_example_secret-store": ["secret_write"] });
  expect(granted).not.toHaveProperty("app_a");
});

test("injects every kind of fault that the emulator knows into the next request", async ({ drive }) => {
  const { page, emulator } = await drive();
  const controls = part(page, "Controls");
  // The extension's first request must not consume a fault.
  await shows(page, "0 of 10 secrets");
  const known = await kinds(emulator);
  expect(known.length).toBeGreaterThan(5);
  const choice = controls.getByLabel("Fault");
  await choice.waitFor();
  const offered = await choice.locator("option").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(offered.sort()).toEqual(known.sort());
  await controls.getByText("No faults are pending.").waitFor();
  for (const kind of known) {
    await choice.selectOption(kind);
    await button(page, "Inject the fault").click();
    await controls.getByText(/^1 × /).waitFor();
    await fetch(`${emulator.url}/v1/apps/secrets?scope[type]=account`, {
      headers: { Authorization: "Bearer sk_test_app_a" },
      signal: AbortSignal.timeout(500),
    })
      .then((response) => response.text())
      .catch(() => {});
    await controls.getByText("No faults are pending.").waitFor();
    expect((await emulator.requests()).at(-1)).toMatchObject({ fault: kind });
  }
});

test("describes a pending fault with all its options, counts it down and clears it", async ({ drive }) => {
  const { page, emulator } = await drive();
  const controls = part(page, "Controls");
  await shows(page, "0 of 10 secrets");
  await controls.getByLabel("Fault").selectOption("status");
  await controls.getByLabel("Status", { exact: true }).fill("429");
  await controls.getByLabel("Count", { exact: true }).fill("3");
  await controls.getByLabel("Delay (ms)").fill("10");
  await controls.getByLabel("Method", { exact: true }).selectOption("POST");
  await button(page, "Inject the fault").click();
  await controls.getByText("3 × An error status (429), only POST, after 10 ms").waitFor();
  expect(await emulator.control("GET", "faults")).toEqual({
    data: [{ kind: "status", status: 429, count: 3, delay_ms: 10, method: "POST" }],
  });
  // The extension itself only reads when it starts.
  await fetch(`${emulator.url}/v1/apps/secrets`, { method: "POST", headers: { Authorization: "Bearer sk_test_app_a" } });
  await controls.getByText("2 × An error status (429), only POST, after 10 ms").waitFor();
  await button(page, "Clear all faults").click();
  await controls.getByText("No faults are pending.").waitFor();
  expect(await emulator.control("GET", "faults")).toEqual({ data: [] });
});

test("applies an injected fault to the extension’s request", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await have(page, "api_token", "made-up token");
  await part(page, "Controls").getByLabel("Fault").selectOption("status");
  await part(page, "Controls").getByLabel("Status", { exact: true }).fill("400");
  await button(page, "Inject the fault").click();
  await part(page, "Controls").getByText("1 × An error status (400)").waitFor();
  await find(page, "api_token");
  await alerts(page, /invalid_request/);
  expectRefusals(driven, ["400 /v1/apps/secrets/find"]);
});

test("restores the world’s secrets and empties the log when it starts over", async ({ drive }) => {
  const { page, emulator } = await drive();
  await be(page, "Installed App B", "User 1");
  await have(page, "api_token", "made-up token");
  await button(page, "+1 day").click();
  await page.getByText("86400 s ahead of the computer’s clock.").waitFor();
  await secret(page, "Installed App B", "User 1", "OAuth access token").waitFor({ state: "detached" });
  await button(page, "Start over").click();
  await secret(page, "Installed App B", "User 1", "OAuth access token").waitFor();
  await secret(page, "Secret store", "User 1", "api_token").waitFor({ state: "detached" });
  await page.getByText("Same as the computer’s clock.").waitFor();
  await part(page, "Requests").getByText("1 request", { exact: true }).waitFor();
  expect(await emulator.requests()).toHaveLength(1);
});

test("reports a stopped emulator with instructions, and reconnects by itself", async ({ drive, serve }) => {
  const driven = await drive();
  const { page, emulator } = driven;
  await have(page, "api_token", "made-up token");
  await emulator.stop();
  const gone = page.getByRole("alert").filter({ hasText: "The emulator does not answer." });
  await gone.filter({ hasText: "npm start" }).filter({ hasText: emulator.url }).waitFor();
  await button(page, "+1 hour").click();
  await page
    .getByRole("alert")
    .filter({ hasText: `Is the emulator running at ${emulator.url}?` })
    .waitFor();
  const again = await serve("--world", WORLD, "--port", String(emulator.port));
  await gone.waitFor({ state: "detached" });
  // The new emulator does not have the secret.
  await secret(page, "Secret store", "User 1", "api_token").waitFor({ state: "detached" });
  await store(page, "api_token", "made-up token");
  await secret(page, "Secret store", "User 1", "api_token").waitFor();
  await rows(page).filter({ hasText: "name=api_token" }).first().waitFor();
  expect((await again.requests()).some(({ method }) => method === "POST")).toBe(true);
  for (const complaint of driven.complaints.splice(0)) expect(complaint).toMatch(/net::ERR_|does not answer|Failed to fetch/);
});

test("finds the emulator at its new address after everything restarted", async ({ drive, serve }) => {
  const driven = await drive();
  const { page, example, emulator } = driven;
  await have(page, "api_token", "made-up token");
  await example.close();
  await emulator.stop();
  await page.getByRole("alert").filter({ hasText: "The emulator does not answer." }).waitFor();
  const another = await serve("--world", WORLD);
  Object.assign(example, await startSecretStore({ emulator: another.url, port: Number(new URL(example.page).port) }));
  await page.getByText(another.url).first().waitFor();
  await secret(page, "Installed App A", "Account", "Bar API key").waitFor();
  for (const complaint of driven.complaints.splice(0)) expect(complaint).toMatch(/net::ERR_|does not answer|Failed to fetch/);
});

test("waits for the emulator when the page opens without one", async ({ drive, serve }) => {
  const driven = await drive();
  const { page, emulator } = driven;
  await part(page, "Secret access").waitFor();
  await emulator.stop();
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "The emulator does not answer." }).waitFor();
  await serve("--world", WORLD, "--port", String(emulator.port));
  await secret(page, "Installed App A", "Account", "Bar API key").waitFor();
  for (const complaint of driven.complaints.splice(0)) expect(complaint).toMatch(/net::ERR_|does not answer|Failed to fetch/);
});
