// The example dropbox-oauth-pkce as people meet it, with the provider's consent page and everything between.

import { expect } from "vitest";
import { BUNDLERS } from "../../www/server/stripe-bundle";
import { startDropbox } from "../../examples/start";
import { consent, control, signedIn, storedTokens } from "./dropbox-page";
import { button, expectRefusals, link, shows, signIn, testOf } from "./example";
import { me } from "./pkce";

const test = testOf(startDropbox);

for (const bundler of BUNDLERS) {
  test(`signs in and out, bundled by ${bundler}`, async ({ drive }) => {
    const driven = await drive({ bundler });
    const { page, example } = driven;
    await signedIn(driven);
    expect(page.url()).toBe(`${example.page}/`);
    await button(page, "Who am I?").click();
    await shows(page, "Signed in as Ann Archer");
    await button(page, "Sign out").click();
    await link(page, "Sign in to Dropbox").waitFor();
    await page.reload();
    await link(page, "Sign in to Dropbox").waitFor();
    expect(example.provider.stats).toMatchObject({ exchanges: 1, refreshes: 0, revokedFamilies: 0 });
  });
}

test("keeps a sign-in across a reload", async ({ drive }) => {
  const driven = await drive();
  await signedIn(driven);
  await driven.page.reload();
  await shows(driven.page, "Signed in as Ann Archer");
  await button(driven.page, "Reload the extension").click();
  await shows(driven.page, "Signed in as Ann Archer");
  expect(driven.example.provider.stats.exchanges).toBe(1);
});

test("keeps each user's sign-in separate", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await signedIn(driven);
  await signIn(page, "User 2");
  await consent(driven, "Allow", "Ben Baker (ben@example.com)");
  await shows(page, "Signed in as Ben Baker");
  await signIn(page, "User 1");
  await shows(page, "Signed in as Ann Archer");
  await button(page, "Sign out").click();
  await link(page, "Sign in to Dropbox").waitFor();
  await signIn(page, "User 2");
  await shows(page, "Signed in as Ben Baker");
});

test("returns a live mode sign-in to live mode only", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await page.getByRole("radio", { name: "Live mode" }).check();
  await link(page, "Sign in to Dropbox").waitFor();
  await signedIn(driven);
  expect(await page.getByRole("radio", { name: "Live mode" }).isChecked()).toBe(true);
  await page.getByRole("radio", { name: "Test mode" }).check();
  await link(page, "Sign in to Dropbox").waitFor();
});

test("refreshes an expired access token once", async ({ drive }) => {
  const driven = await drive();
  await signedIn(driven);
  await control(driven, { expire: "access" });
  await driven.page.reload();
  await shows(driven.page, "Signed in as Ann Archer");
  expect(driven.example.provider.stats).toMatchObject({ refreshes: 1, replays: 0 });
  await driven.page.reload();
  await shows(driven.page, "Signed in as Ann Archer");
  expect(driven.example.provider.stats.refreshes).toBe(1);
  expectRefusals(driven, ["401 /me"]);
});

test("revokes the tokens at the provider on sign-out", async ({ drive }) => {
  const driven = await drive();
  await signedIn(driven);
  const { access_token } = await storedTokens(driven);
  await button(driven.page, "Sign out").click();
  await link(driven.page, "Sign in to Dropbox").waitFor();
  await expect.poll(async () => (await me(driven.example.provider.origin, access_token)).status).toBe(401);
});
