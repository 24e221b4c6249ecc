// Tests failed, ended and foreign sign-ins of the example dropbox-oauth-pkce.

import { expect } from "vitest";
import { startDropbox } from "../../examples/start";
import { consent, control, signedIn, storedTokens } from "./dropbox-page";
import { alerts, button, expectRefusals, extension, link, shows, signIn, testOf } from "./example";
import { me, newCode, refresh } from "./pkce";

const test = testOf(startDropbox);

test("reports a sign-out by the provider, and signs in again", async ({ drive }) => {
  const driven = await drive();
  await signedIn(driven);
  await control(driven, { expire: "all" });
  await button(driven.page, "Who am I?").click();
  await shows(driven.page, "You are signed out");
  await shows(driven.page, "Dropbox has ended the sign-in.");
  expectRefusals(driven, ["401 /me", "400 /token"]);
  await signedIn(driven);
});

test("ends the sign-in after a stolen refresh token was used, for the thief too", async ({ drive }) => {
  const driven = await drive();
  const { provider } = driven.example;
  await signedIn(driven);
  await control(driven, { expire: "access", replay: "revoke_family" });
  const stolen = await refresh(provider.origin, (await storedTokens(driven)).refresh_token);
  expect((await me(provider.origin, stolen.json.access_token)).status).toBe(200);
  await button(driven.page, "Who am I?").click();
  await shows(driven.page, "You are signed out");
  expect((await me(provider.origin, stolen.json.access_token)).status).toBe(401);
  expect(provider.stats).toMatchObject({ replays: 1, revokedFamilies: 1 });
  expectRefusals(driven, ["401 /me", "400 /token"]);
});

test("distinguishes a denied sign-in from a failed one", async ({ drive }) => {
  const driven = await drive();
  await consent(driven, "Deny");
  await shows(driven.page, "You did not allow it");
  expect(await extension(driven.page).getByRole("alert").count()).toBe(0);
  await driven.page.reload();
  await link(driven.page, "Sign in to Dropbox").waitFor();
  expect(await extension(driven.page).getByText("You did not allow it").count()).toBe(0);
});

test("reports a failed sign-in for a rejected code", async ({ drive }) => {
  const driven = await drive();
  const { page, example } = driven;
  const href = await link(page, "Sign in to Dropbox").getAttribute("href");
  const state = new URL(href!).searchParams.get("state");
  await page.goto(`${example.page}/test/apps-oauth/com.example.dropbox-oauth-pkce?code=made-up&state=${state}`);
  await alerts(page, /Dropbox did not sign you in.*\(exchange_failed, invalid_grant\)/s);
  await link(page, "Sign in to Dropbox").waitFor();
  expectRefusals(driven, ["400 /token"]);
});

test("rejects another user's code by its challenge", async ({ drive }) => {
  const driven = await drive();
  const { page, example } = driven;
  const { code } = await newCode(example.provider.origin);
  const href = await link(page, "Sign in to Dropbox").getAttribute("href");
  const state = new URL(href!).searchParams.get("state");
  await page.goto(`${example.page}/test/apps-oauth/com.example.dropbox-oauth-pkce?code=${code}&state=${state}`);
  await alerts(page, /Dropbox did not sign you in.*\(exchange_failed, invalid_grant\)/s);
  await link(page, "Sign in to Dropbox").waitFor();
  expect(example.provider.stats.exchanges).toBe(0);
  expectRefusals(driven, ["400 /token"]);
});

test("ignores an unexpected or repeated answer", async ({ drive }) => {
  const driven = await drive();
  const { page, example } = driven;
  const callback = `${example.page}/test/apps-oauth/com.example.dropbox-oauth-pkce`;
  await page.goto(`${callback}?code=made-up&state=made-up`);
  await link(page, "Sign in to Dropbox").waitFor();
  const answer = page.waitForRequest((request) => request.url().startsWith(`${callback}?code=`));
  await signedIn(driven);
  await page.goto((await answer).url());
  await shows(page, "Signed in as Ann Archer");
  expect(example.provider.stats).toMatchObject({ exchanges: 1, revokedFamilies: 0 });
});

test("ignores an answer after a change of user", async ({ drive }) => {
  const driven = await drive();
  const { page, context, example } = driven;
  await link(page, "Sign in to Dropbox").click();
  const other = await context.newPage();
  await other.goto(example.page);
  await signIn(other, "User 2");
  await link(other, "Sign in to Dropbox").waitFor();
  await button(page, "Allow").click();
  await link(page, "Sign in to Dropbox").waitFor();
  expect(example.provider.stats.exchanges).toBe(0);
});

test("keeps tokens that cannot be stored until they can", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await button(page, "Revoke secret_write").click();
  await button(page, "Grant secret_write").waitFor();
  await consent(driven, "Allow");
  await alerts(page, /This app may not store secrets.*permission_missing/s);
  await button(page, "Grant secret_write").click();
  await button(page, "Try again").click();
  await shows(page, "Signed in as Ann Archer");
  expect(driven.example.provider.stats.exchanges).toBe(1);
  expectRefusals(driven, ["403 /v1/apps/secrets"]);
});

test("distinguishes an unreachable provider from an ended sign-in", async ({ drive }) => {
  const driven = await drive();
  await signedIn(driven);
  await driven.page.route(`${driven.example.provider.origin}/me`, (route) => route.abort());
  await button(driven.page, "Who am I?").click();
  await alerts(driven.page, "Dropbox did not answer.");
  await driven.page.unrouteAll();
  await button(driven.page, "Try again").click();
  await shows(driven.page, "Signed in as Ann Archer");
  expectRefusals(driven, ["Failed to load resource: net::ERR_FAILED"]);
});

test("exchanges a code later when the provider was unreachable", async ({ drive }) => {
  const driven = await drive();
  const { provider } = driven.example;
  await driven.page.route(`${provider.origin}/token`, (route) => route.abort());
  await consent(driven, "Allow");
  await alerts(driven.page, /Dropbox gave no access.*\(exchange_failed, no answer\)/s);
  await driven.page.unrouteAll();
  await button(driven.page, "Try again").click();
  await shows(driven.page, "Signed in as Ann Archer");
  expectRefusals(driven, ["Failed to load resource: net::ERR_FAILED"]);
});
