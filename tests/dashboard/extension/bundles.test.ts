// Untouched scripts of both generations run in the Dashboard: the example apps, an app as Stripe's command line makes it, and one that asks the
// Secret Store by stripe-node.

import { expect } from "vitest";
import { startDashboard, startDropbox, startSecretStore } from "../../../examples/start";
import { consent } from "../../examples/dropbox-page";
import { button, expectRefusals, fact, link, shows, testOf } from "../../examples/example";
import { find, have } from "../../examples/secret-form";
import { build, EXAMPLE, GENERATIONS, PROJECT } from "./generations";

const secretStore = testOf(startSecretStore);
const dropbox = testOf(startDropbox);
const other = testOf(startDashboard);

for (const generation of GENERATIONS) {
  const of = `, by ${generation.name}`;

  secretStore(`runs the example secret-store${of}`, async ({ drive }) => {
    const { page } = await drive({ extension: await build(EXAMPLE("secret-store"), generation, "ext.min.js") });
    await have(page, "api_token", "made-up token");
    await find(page, "api_token");
    await shows(page, "made-up token");
    await button(page, "Delete api_token").click();
    await shows(page, "0 of 10 secrets");
    expect(await fact(page, "React")).toMatch(generation.react);
  });

  dropbox(`runs the example dropbox-oauth-pkce${of}`, async ({ drive }) => {
    const driven = await drive({ extension: await build(EXAMPLE("dropbox-oauth-pkce"), generation, "ext.min.js") });
    await consent(driven, "Allow");
    await shows(driven.page, "Signed in as Ann Archer (ann@example.com)");
    await button(driven.page, "Sign out").click();
    await link(driven.page, "Sign in to Dropbox").waitFor();
    expect(await fact(driven.page, "React")).toMatch(generation.react);
  });

  other(`runs the app template of Stripe's command line${of}`, async ({ drive }) => {
    const { page } = await drive({ extension: await build(PROJECT("template"), generation, "ext.js") });
    await shows(page, "This is src/views/App.tsx, for User 1 in stripe.dashboard.customer.detail.");
    await link(page, "View docs").waitFor();
    expect(await link(page, "Learn more about views").getAttribute("href")).toBe("https://stripe.com/docs/stripe-apps");
    await page.getByText("Runs as Installed App A (app_a), because the emulator’s world does not have com.example.template.").waitFor();
    await page.getByText("The manifest does not request secret_write").waitFor();
    expect(await fact(page, "React")).toMatch(generation.react);
    expect(await fact(page, "Implementation")).toBe("JavaScript");
  });

  other(`runs an app that uses stripe-node${of}`, async ({ drive }) => {
    const driven = await drive({ extension: await build(PROJECT("stripe-node"), generation, "ext.js") });
    const { page } = driven;
    await button(page, "Store and find").click();
    await shows(page, "found made-up token");
    await button(page, "List customers").click();
    await shows(page, /^StripeInvalidRequestError .*\/v1\/customers/);
    expectRefusals(driven, ["404 /v1/customers"]);
    const [unknown] = (await driven.emulator.requests()).slice(-1);
    expect(unknown).toMatchObject({ method: "GET", path: "/v1/customers", status: 404, code: null });
    expect(await fact(page, "React")).toMatch(generation.react);
  });
}
