// The example dropbox-oauth-pkce as people meet it, with the provider's consent page and everything between.

import { describe, expect } from "vitest";
import { BUNDLERS } from "../../www/examples/host/stripe-bundle";
import { alerts, button, extension, link, shows, signIn, testOf, type Driven } from "./example";

const test = testOf("dropbox-oauth-pkce");

async function consent({ page }: Driven, answer: "Allow" | "Deny", person = "Ann Archer (ann@example.com)") {
  await link(page, "Sign in to Dropbox").click();
  await page.getByLabel("Your account").selectOption(person);
  await button(page, answer).click();
}

async function signedIn(driven: Driven) {
  await consent(driven, "Allow");
  await shows(driven.page, "Signed in as Ann Archer (ann@example.com)");
}

const control = (driven: Driven, body: object) =>
  fetch(`${driven.example.provider.origin}/control`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });

for (const bundler of BUNDLERS) {
  test(`somebody signs in and out, bundled by ${bundler}`, async ({ drive }) => {
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
