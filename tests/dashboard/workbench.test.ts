// The workbench: what can be tried, and what becomes of it.

import { connectEmulator } from "stripe-secret-store/testing";
import { expect } from "vitest";
import { alerts, button, expectRefusals, shows } from "../examples/example";
import { find, have, store } from "../examples/secret-form";
import type { Server } from "../clients/server";
import { startSecretStore } from "../../www/examples/start";
import { be, part, realm, rows, secret, test, WORLD } from "./dashboard";

/** The kinds of faults, as the emulator itself names them where it is given another. */
async function kinds({ url }: Server): Promise<string[]> {
  const body = JSON.stringify({ kind: "of nobody's" });
  const { error } = (await (await fetch(`${url}/_emulator/faults`, { method: "POST", body })).json()) as { error: { message: string } };
  return [...error.message.replace(/^[^]*expected one of/, "").matchAll(/`(\w+)`/g)].map(([, kind]) => kind!);
}

test("the extension’s app loses its permission and gets it back, and is uninstalled and installed", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await have(page, "api_token", "made-up token");
  await button(page, "Uninstall").click();
  await realm(page, "Secret store").getByText("uninstalled", { exact: true }).waitFor();
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

test("another app’s permission is its own", async ({ drive }) => {
  const { page, emulator } = await drive();
  await button(page, "Revoke secret_write of Installed App B").click();
  await button(page, "Grant secret_write of Installed App B").waitFor();
  await realm(page, "Installed App B").getByText("secret_write revoked").waitFor();
  await button(page, "Uninstall of Installed App A").click();
  await button(page, "Install of Installed App A").waitFor();
  const [account] = (await connectEmulator(emulator.url).world()).accounts;
  const granted = Object.fromEntries(account!.installations.map(({ app, permissions }) => [app, permissions]));
  expect(granted).toMatchObject({ app_b: [], "com_example_secret-store": ["secret_write"] });
  expect(granted).not.toHaveProperty("app_a");
});

test("every kind of fault that the emulator knows can be asked for, and is met by the next request", async ({ drive }) => {
  const { page, emulator } = await drive();
  const bench = part(page, "Workbench");
  // The extension's own request at its start is to meet none.
  await shows(page, "0 of 10 secrets");
  const known = await kinds(emulator);
  expect(known.length).toBeGreaterThan(5);
  const choice = bench.getByLabel("What happens");
  await choice.waitFor();
  const offered = await choice.locator("option").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(offered.sort()).toEqual(known.sort());
  await bench.getByText("Nothing is to fail.").waitFor();
  for (const kind of known) {
    await choice.selectOption(kind);
    await button(page, "Make them fail").click();
    await bench.getByText(/^1 × /).waitFor();
    await fetch(`${emulator.url}/v1/apps/secrets?scope[type]=account`, {
      headers: { Authorization: "Bearer sk_test_app_a" },
      signal: AbortSignal.timeout(500),
    })
      .then((response) => response.text())
      .catch(() => {});
    await bench.getByText("Nothing is to fail.").waitFor();
    expect((await emulator.requests()).at(-1)).toMatchObject({ fault: kind });
  }
});

test("a fault is told with all that was asked for, counts down, and can be taken back", async ({ drive }) => {
  const { page, emulator } = await drive();
  const bench = part(page, "Workbench");
  await shows(page, "0 of 10 secrets");
  await bench.getByLabel("What happens").selectOption("status");
  await bench.getByLabel("Status", { exact: true }).fill("429");
  await bench.getByLabel("How many").fill("3");
  await bench.getByLabel("After ms").fill("10");
  await bench.getByLabel("Only", { exact: true }).selectOption("GET");
  await button(page, "Make them fail").click();
  await bench.getByText("3 × An error status (429), only GET, after 10 ms").waitFor();
  expect(await emulator.control("GET", "faults")).toEqual({
    data: [{ kind: "status", status: 429, count: 3, delay_ms: 10, method: "GET" }],
  });
  await fetch(`${emulator.url}/v1/apps/secrets?scope[type]=account`, { headers: { Authorization: "Bearer sk_test_app_a" } });
  await bench.getByText("2 × An error status (429), only GET, after 10 ms").waitFor();
  await button(page, "Let nothing fail").click();
  await bench.getByText("Nothing is to fail.").waitFor();
  expect(await emulator.control("GET", "faults")).toEqual({ data: [] });
});

test("the extension meets a fault that is asked for", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await have(page, "api_token", "made-up token");
  await part(page, "Workbench").getByLabel("What happens").selectOption("status");
  await part(page, "Workbench").getByLabel("Status", { exact: true }).fill("400");
  await button(page, "Make them fail").click();
  await part(page, "Workbench").getByText("1 × An error status (400)").waitFor();
  await find(page, "api_token");
  await alerts(page, /invalid_request/);
  expectRefusals(driven, ["400 /v1/apps/secrets/find"]);
});

test("starting over brings the world’s own secrets back, and empties the log", async ({ drive }) => {
  const { page, emulator } = await drive();
  await be(page, "Installed App B", "User 1");
  await have(page, "api_token", "made-up token");
  await button(page, "+1 day").click();
  await page.getByText("Ahead of yours by 86400 s.").waitFor();
  await secret(page, "Installed App B", "User 1", "OAuth access token").waitFor({ state: "detached" });
  await button(page, "Start over").click();
  await secret(page, "Installed App B", "User 1", "OAuth access token").waitFor();
  await secret(page, "Secret store", "User 1", "api_token").waitFor({ state: "detached" });
  await page.getByText("The same as yours.").waitFor();
  await part(page, "Requests").getByText("1 request", { exact: true }).waitFor();
  expect(await emulator.requests()).toHaveLength(1);
});

test("an emulator that is gone is said to be, with what to do, and the page connects again by itself", async ({ drive, serve }) => {
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
  // It is another one, that never had the secret.
  await secret(page, "Secret store", "User 1", "api_token").waitFor({ state: "detached" });
  await store(page, "api_token", "made-up token");
  await secret(page, "Secret store", "User 1", "api_token").waitFor();
  await rows(page).filter({ hasText: "name=api_token" }).first().waitFor();
  expect((await again.requests()).some(({ method }) => method === "POST")).toBe(true);
  for (const complaint of driven.complaints.splice(0)) expect(complaint).toMatch(/net::ERR_|does not answer|Failed to fetch/);
});

test("everything that is started anew is found again, though the emulator is elsewhere then", async ({ drive, serve }) => {
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

test("a page that is opened without an emulator waits for it", async ({ drive, serve }) => {
  const driven = await drive();
  const { page, emulator } = driven;
  await part(page, "Who sees what").waitFor();
  await emulator.stop();
  await page.reload();
  await page.getByRole("alert").filter({ hasText: "The emulator does not answer." }).waitFor();
  await serve("--world", WORLD, "--port", String(emulator.port));
  await secret(page, "Installed App A", "Account", "Bar API key").waitFor();
  for (const complaint of driven.complaints.splice(0)) expect(complaint).toMatch(/net::ERR_|does not answer|Failed to fetch/);
});
