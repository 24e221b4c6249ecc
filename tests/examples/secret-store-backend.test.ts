// The example secret-store and its backend: a secret goes from the extension to the backend, and another the other way.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { startSecretStore } from "../../examples/start";
import { alerts, button, expectRefusals, link, shows, signIn, testOf } from "./example";
import { have } from "./secret-form";

const test = testOf(startSecretStore);

test("uses a user's secret in the backend for this user only", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  const ask = () => button(page, "Let the backend use my api_token").click();
  await ask();
  await alerts(page, /There is no such secret.*“api_token”.*\(not_found\)/s);
  await have(page, "api_token", "pat_ann_made_up");
  await ask();
  await shows(page, "It is that of Ann Archer (ann@example.com).");
  await signIn(page, "User 2");
  await ask();
  await alerts(page, /\(not_found\)/);
  await have(page, "api_token", "unknown");
  await ask();
  await alerts(page, /The provider does not take this token.*\(provider_refused\)/s);
  expectRefusals(driven, ["404 /api/profile", "404 /api/profile", "422 /api/profile"]);
});

test("reads the backend's account secrets in every user's extension", async ({ drive }) => {
  const driven = await drive();
  const { page, example } = driven;
  const ask = () => button(page, "Who is the company connected as?").click();
  await ask();
  await shows(page, "The company is not connected");
  await button(page, "Connect the company").click();
  await link(page, "Go on at the provider").click();
  await page.getByLabel("Your account").selectOption("Ben Baker (ben@example.com)");
  await button(page, "Allow").click();
  await page.waitForURL(`${example.page}/`);
  await ask();
  await shows(page, "As Ben Baker (ben@example.com).");
  await signIn(page, "User 2");
  await ask();
  await shows(page, "As Ben Baker (ben@example.com).");
  await button(page, "+1 hour").click();
  await page.getByText("3600 s ahead of the computer’s clock.").waitFor();
  await ask();
  await shows(page, "The company is not connected");
});

test("rejects requests without Stripe's signature in the backend", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "pat_ann_made_up");
  const profile = `${await backendOf(page)}/api/profile`;
  const signed = page.waitForRequest(profile);
  await button(page, "Let the backend use my api_token").click();
  await shows(page, "It is that of Ann Archer");
  const signature = (await signed).headers()["stripe-signature"]!;
  const ask = async (user_id: string, signature: string) => {
    const data = { user_id, account_id: "acct_cactus" };
    const answer = await page.request.post(profile, { data, headers: { "Stripe-Signature": signature } });
    return `${answer.status()} ${((await answer.json()) as { code?: string }).code ?? "ok"}`;
  };
  expect(await ask("usr_1", signature)).toBe("200 ok");
  expect(await ask("usr_2", signature)).toBe("400 signature_mismatch");
  expect(await ask("usr_1", `${signature}0`)).toBe("400 signature_malformed");
  expect(await ask("usr_1", "")).toBe("400 signature_missing");
});

test("distinguishes an unreachable backend from a refusal", async ({ drive }) => {
  const driven = await drive();
  await driven.page.route(`${await backendOf(driven.page)}/**`, (route) => route.abort());
  await button(driven.page, "Let the backend use my api_token").click();
  await alerts(driven.page, /The app's backend could not be reached.*\(backend_unreachable\)/s);
  expectRefusals(driven, ["Failed to load resource: net::ERR_FAILED"]);
});

test("refuses a denied connection, or one that cannot be stored, with the reason", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  const connect = async (answer: "Allow" | "Deny") => {
    await button(page, "Connect the company").click();
    await link(page, "Go on at the provider").click();
    await button(page, answer).click();
  };
  await connect("Deny");
  await page.getByText("(denied)").waitFor();
  await link(page, "Back to the Dashboard").click();
  await button(page, "Revoke secret_write").click();
  await button(page, "Grant secret_write").waitFor();
  await connect("Allow");
  await page.getByText('stripe apps grant permission "secret_write"').waitFor();
  await page.getByText("(permission_missing)").waitFor();
  expectRefusals(driven, ["403 /oauth/callback", "403 /oauth/callback"]);
});

test("refuses a connection that was not started here", async ({ drive }) => {
  const { page } = await drive();
  const answer = await page.request.get(`${await backendOf(page)}/oauth/callback?code=made-up&state=made-up`);
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain("(unknown_state)");
});

/** Returns the backend's origin. */
async function backendOf(page: Page): Promise<string> {
  const { local } = (await (await page.request.get("/config.json")).json()) as { local: { constants: { BACKEND: string } } };
  return local.constants.BACKEND;
}
