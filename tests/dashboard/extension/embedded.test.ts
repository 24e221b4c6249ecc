// The SDK's other way to the API: the frame itself asks it, with a key that the host gives. Here the emulator answers.

import Stripe from "stripe";
import { expect } from "vitest";
import { SIGNING_SECRET, startDashboard, startSecretStore } from "../../../examples/start";
import { button, extension, shows, signIn, testOf, type Driven } from "../../examples/example";
import { find, have } from "../../examples/secret-form";
import { build, EXAMPLE, GENERATIONS, PROJECT } from "./generations";

const secretStore = testOf(startSecretStore);
const hostCalls = testOf((options) => startDashboard({ ...options, extension: PROJECT("host-calls") }));
const [old, current] = GENERATIONS;

const embed = ({ page }: Driven) => page.getByLabel("Call the API from the frame, with an embedded key").check();

/** Notes who asks the emulator's API from now on: the page or the frame in it. */
function askers({ page, emulator }: Driven): Set<string> {
  const asked = new Set<string>();
  page.on("request", (request) => {
    if (request.url().startsWith(`${emulator.url}/v1/`)) asked.add(request.frame() === page.mainFrame() ? "page" : "frame");
  });
  return asked;
}

secretStore("sends the frame's requests as the signed-in user, also after a change of user", async ({ drive }) => {
  const driven = await drive({ extension: await build(EXAMPLE("secret-store"), current!, "ext.min.js") });
  const { page, emulator } = driven;
  await embed(driven);
  const asked = askers(driven);
  await have(page, "api_token", "made-up token");
  await find(page, "api_token");
  await shows(page, "made-up token");
  await signIn(page, "User 2");
  await shows(page, "0 of 10 secrets");
  expect([...asked]).toEqual(["frame"]);
  const callers = (await emulator.requests()).map(({ caller }) => caller?.user);
  expect(new Set(callers)).toEqual(new Set(["usr_1", "usr_2"]));
  await page.reload();
  await shows(page, "0 of 10 secrets");
  expect([...asked]).toEqual(["frame"]);
});

secretStore("sends SDK 8's requests through the host", async ({ drive }) => {
  const driven = await drive({ extension: await build(EXAMPLE("secret-store"), old!, "ext.min.js") });
  await embed(driven);
  const asked = askers(driven);
  await have(driven.page, "api_token", "made-up token");
  expect([...asked]).toEqual(["page"]);
});

hostCalls("answers the frame's request for a signature from the Dashboard", async ({ drive }) => {
  const driven = await drive();
  await embed(driven);
  await button(driven.page, "signature").click();
  const shown = await extension(driven.page)
    .getByText(/^"t=\d+,v1=/)
    .textContent();
  const signed = JSON.stringify({ amount: 100, user_id: "usr_1", account_id: "acct_cactus" });
  const { webhooks } = new Stripe("sk_test_made_up");
  expect(webhooks.signature!.verifyHeader(signed, JSON.parse(shown!), SIGNING_SECRET)).toBe(true);
});

hostCalls("answers the frame's requests for Stripe's other routes under Stripe's address", async ({ drive }) => {
  const driven = await drive();
  await embed(driven);
  await button(driven.page, "customers").click();
  await shows(driven.page, /^\{"status":404,.*"url":"https:\/\/api\.stripe\.com\/v1\/customers"\}$/);
  expect(driven.complaints.splice(0)).toEqual(["404 /v1/customers"]);
  expect(driven.violations).toEqual([]);
});

hostCalls("denies the frame the API without an embedded key", async ({ drive }) => {
  const driven = await drive();
  await button(driven.page, "foreign api").click();
  await shows(driven.page, /thrown/);
  expect(driven.violations).toEqual([expect.stringMatching(/^connect-src by https:\/\/api\.stripe\.com\//)]);
  driven.complaints.splice(0);
});
