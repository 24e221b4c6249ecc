// The local Dashboard answers the SDK as Stripe's Dashboard does, and shows what a view renders.

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import Stripe from "stripe";
import { expect } from "vitest";
import { createDashboardServer } from "../../../www/server/server";
import { challengeOf } from "../../examples/pkce";
import { button, expectRefusals, extension, link, shows, signIn, testOf } from "../../examples/example";
import { build, GENERATIONS, PROJECT } from "./generations";

const SIGNING_SECRET = "absec_made_up";

const test = testOf(async ({ emulator, bundler }) => {
  const host = await createDashboardServer({
    extension: PROJECT("host-calls"),
    emulator,
    bundler,
    signingSecret: SIGNING_SECRET,
    local: () => ({ constants: { ALSO: "this machine" }, connectSrc: ["http://127.0.0.1:9"] }),
  });
  return { page: host.origin, close: host.close };
});

/** Returns the host's answer to a call of the view. */
async function answerTo(page: Page, call: string): Promise<unknown> {
  await button(page, "Clear").click();
  await extension(page)
    .getByText(/^[{["]|^(true|false|null)$/)
    .waitFor({ state: "detached" });
  await button(page, call).click();
  return JSON.parse(
    (await extension(page)
      .getByText(/^[{["]|^(true|false|null)$/)
      .textContent())!,
  );
}

test("passes the user, the environment and the permissions to a view", async ({ drive }) => {
  const { page } = await drive();
  expect(await answerTo(page, "context")).toEqual({
    userContext: {
      id: "usr_1",
      name: "User 1",
      account: { id: "acct_cactus", name: "The Cactus Practice", country: "US", isSandbox: false },
      locale: "en-US",
      roles: [{ id: "admin", name: "Administrator", type: "builtIn" }],
    },
    environment: {
      mode: "test",
      viewportID: "stripe.dashboard.drawer.default",
      viewID: "App",
      objectContext: null,
      constants: { FROM: "the manifest", ALSO: "this machine" },
    },
    appContext: {
      authorizedPermissions: ["secret_write", "user_email_read"],
      authorizedContentSecurityPolicy: {
        connectSrc: ["https://allowed.example/", "http://127.0.0.1:9"],
        imageSrc: ["https://images.example/"],
      },
    },
  });
});

test("passes the parameters of a deep link that are the app's, and those of the controls", async ({ drive }) => {
  const { page } = await drive();
  await page.goto("/?app_tab=orders&app_ids[]=1&app_ids[]=2&other=x");
  const environment = { queryParams: { tab: "orders", ids: ["1", "2"] } };
  expect(await answerTo(page, "context")).toMatchObject({ environment });
  await page.getByLabel("Deep link’s query").fill("tab=customers");
  await expect.poll(() => answerTo(page, "context")).toMatchObject({ environment: { queryParams: { tab: "customers" } } });
});

test("answers with the current permissions and policy", async ({ drive }) => {
  const { page } = await drive();
  expect(await answerTo(page, "permissions")).toEqual(["secret_write", "user_email_read"]);
  expect(await answerTo(page, "secret_write")).toBe(true);
  expect(await answerTo(page, "event_read")).toBe(false);
  expect(await answerTo(page, "allowed")).toBe(true);
  expect(await answerTo(page, "foreign")).toBe(false);
  await button(page, "Revoke secret_write").click();
  await button(page, "Grant secret_write").waitFor();
  expect(await answerTo(page, "secret_write")).toBe(false);
  expect(await answerTo(page, "context")).toMatchObject({ appContext: { authorizedPermissions: ["user_email_read"] } });
});

test("signs user, account and payload so that stripe-node verifies them", async ({ drive }) => {
  const { page } = await drive();
  const signature = String(await answerTo(page, "signature"));
  const { webhooks } = new Stripe("sk_test_made_up");
  const check = (signed: object) => webhooks.signature!.verifyHeader(JSON.stringify(signed), signature, SIGNING_SECRET);
  expect(check({ amount: 100, user_id: "usr_1", account_id: "acct_cactus" })).toBe(true);
  expect(() => check({ amount: 101, user_id: "usr_1", account_id: "acct_cactus" })).toThrow("No signatures found");
  expect(() => check({ amount: 100, user_id: "usr_2", account_id: "acct_cactus" })).toThrow("No signatures found");
});

test("passes the verifier with the answer to a state, once", async ({ drive }) => {
  const { page } = await drive();
  const { state, challenge } = (await answerTo(page, "oauth state")) as { state: string; challenge: string };
  expect(state).toMatch(/^[\w-]{43}of my own$/);
  expect((await answerTo(page, "oauth state")) as object).not.toMatchObject({ state });
  await page.goto(`/apps-oauth/com.example.secret-store?code=made-up&state=${encodeURIComponent(state)}`);
  const { oauthContext, environment } = (await answerTo(page, "context")) as Record<string, Record<string, string>>;
  expect(oauthContext).toMatchObject({ code: "made-up", state });
  expect(challengeOf(oauthContext!.verifier!)).toBe(challenge);
  expect(environment!.mode).toBe("live");
  await page.goto(`/apps-oauth/com.example.secret-store?code=made-up&state=${encodeURIComponent(state)}`);
  expect(await answerTo(page, "context")).not.toHaveProperty("oauthContext");
});

test("passes a provider's error without a verifier, and to no other app", async ({ drive }) => {
  const { page } = await drive();
  const { state } = (await answerTo(page, "oauth state")) as { state: string };
  const answer = `?error=access_denied&state=${encodeURIComponent(state)}`;
  await page.goto(`/test/apps-oauth/com.example.another${answer}`);
  expect(await answerTo(page, "context")).not.toHaveProperty("oauthContext");
  await page.goto(`/test/apps-oauth/com.example.secret-store${answer}`);
  expect(((await answerTo(page, "context")) as { oauthContext: object }).oauthContext).toEqual({ error: "access_denied", state });
});

test("shows, updates and dismisses a toast", async ({ drive }) => {
  const { page } = await drive();
  const toasts = page.getByRole("status", { name: "Messages" });
  await button(page, "toast").click();
  await toasts.getByText("made").waitFor();
  await button(page, "change it").click();
  await toasts.getByText("changed").waitFor();
  expect(await toasts.getByText("made").count()).toBe(0);
  await button(page, "end it").click();
  await toasts.getByText("changed").waitFor({ state: "detached" });
  await button(page, "refresh").click();
  await toasts.getByText("refresh its data").waitFor();
  await button(page, "route").click();
  await toasts.getByText("“customers”").waitFor();
});

test("returns the user's e-mail address to an app with the permission only", async ({ drive }) => {
  const { page } = await drive();
  expect(await answerTo(page, "email")).toBe("usr_1@example.com");
  await signIn(page, "User 2");
  expect(await answerTo(page, "email")).toBe("usr_2@example.com");
  const script = readFileSync(await build(PROJECT("host-calls"), GENERATIONS[1]!, "ext.js"), "utf8");
  const buffer = Buffer.from(script.replaceAll('"user_email_read"', '"customer_read"'));
  await page.getByLabel("Run a file…").setInputFiles({ name: "without.js", mimeType: "text/javascript", buffer });
  await page.getByText("from without.js").waitFor();
  const message = expect.stringContaining("user_email_read");
  expect(await answerTo(page, "email")).toEqual({ thrown: { status: 403, json: { error: { type: "invalid_request_error", message } } } });
});

test("answers an unknown route as Stripe does", async ({ drive }) => {
  const driven = await drive();
  expect(await answerTo(driven.page, "customers")).toMatchObject({
    status: 404,
    json: { error: { type: "invalid_request_error", message: expect.stringContaining("/v1/customers") } },
    url: "https://api.stripe.com/v1/customers",
  });
  expectRefusals(driven, ["404 /v1/customers"]);
});

test("provides a storage in the frame, which the views of a user share", async ({ drive }) => {
  const { page } = await drive();
  expect([await answerTo(page, "storage"), await answerTo(page, "storage")]).toEqual([null, "kept"]);
  await page.getByLabel("View").selectOption("settings");
  await button(page, "Clear").waitFor({ state: "detached" });
  await page.getByLabel("View").selectOption("stripe.dashboard.drawer.default");
  expect(await answerTo(page, "storage")).toBe("kept");
  await signIn(page, "User 2");
  await expect.poll(() => answerTo(page, "storage")).toBeNull();
});

test("copies a text to the clipboard", async ({ drive }) => {
  const { page, context } = await drive();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await button(page, "clipboard").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("copied");
});

test("provides only React in the sandbox, and accepts only the SDK's key", async ({ drive }) => {
  const driven = await drive();
  expect(await answerTo(driven.page, "require")).toEqual({ thrown: "The sandbox does not provide react-dom." });
  for (const call of ["real key", "real key in lower case"]) {
    expect(await answerTo(driven.page, call)).toEqual({ thrown: expect.stringContaining("STRIPE_API_KEY") });
    // The browser logs the rejection as well.
    expectRefusals(driven, [expect.stringContaining("STRIPE_API_KEY")]);
  }
});

const blocked = (page: Page, text: string) =>
  page.getByRole("list", { name: "Blocked requests" }).getByText(text, { exact: true }).waitFor();

test("lets the frame connect to the manifest's sources only", async ({ drive }) => {
  const driven = await drive();
  const { page, context, violations } = driven;
  const answer = { status: 200, headers: { "Access-Control-Allow-Origin": "*" }, body: "reached" };
  await context.route(/\.example\//, (route) => route.fulfill(answer));
  expect(await answerTo(page, "the frame")).toEqual({ origin: "null", top: "SecurityError", storage: "SecurityError" });
  expect(await answerTo(page, "allowed fetch")).toBe("reached");
  expect(await answerTo(page, "foreign fetch")).toEqual({ thrown: "Failed to fetch" });
  expect(violations).toEqual(["connect-src by https://foreign.example/"]);
  await blocked(page, "The manifest’s connect-src does not have https://foreign.example, so a request was blocked.");
  // The browser says so in words of its own, in one line or two.
  for (const complaint of driven.complaints.splice(0)) expect(complaint).toContain("Content Security Policy");
});

test("lets the frame connect to localhost where the controls allow it, also after a reload", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  const answer = { status: 200, headers: { "Access-Control-Allow-Origin": "*" }, body: "notes" };
  await page.route("http://localhost:4321/notes", (route) => route.fulfill(answer));
  expect(await answerTo(page, "localhost fetch")).toEqual({ thrown: "Failed to fetch" });
  await blocked(
    page,
    "The manifest’s connect-src does not have http://localhost:4321, so a request was blocked. Stripe’s preview allows localhost: allow it in the controls.",
  );
  for (const complaint of driven.complaints.splice(0)) expect(complaint).toContain("Content Security Policy");
  await page.getByLabel("Allow requests to localhost").check();
  await page.getByRole("list", { name: "Blocked requests" }).waitFor({ state: "detached" });
  await page.reload();
  expect(await answerTo(page, "localhost fetch")).toBe("notes");
});

test("keeps typed text, however late the extension answers", async ({ drive }) => {
  const { page } = await drive();
  const field = page.getByLabel("Answered late");
  await field.pressSequentially("abc");
  for (const answer of ["a", "ab", "abc"]) {
    await button(page, "Answer").click();
    await extension(page).getByText(`answered: ${answer}`, { exact: true }).waitFor();
    expect(await field.inputValue()).toBe("abc");
  }
});

test("shows the value that the extension derives from typed text", async ({ drive }) => {
  const { page } = await drive();
  await page.getByLabel("Typed in capitals").fill("now so");
  await expect.poll(() => page.getByLabel("Typed in capitals").inputValue()).toBe("NOW SO");
  await shows(page, "typed: NOW SO");
});

const BODIES = ["search parameters", "form data", "a blob", "bytes", "a buffer, with headers of fetch", "a stream, with pairs of headers"];

test("sends each body that fetch takes as text, and refuses a file", async ({ drive }) => {
  const { page } = await drive();
  for (const call of BODIES)
    expect({ call, answer: await answerTo(page, call) }).toEqual({ call, answer: { status: 200, name: "by a form" } });
  expect(await answerTo(page, "a file")).toEqual({ thrown: expect.stringContaining('The field "file" is a file') });
  expect(await answerTo(page, "no text")).toEqual({ thrown: expect.stringContaining("not a text in UTF-8") });
});

test("passes an answer that is not JSON as bytes", async ({ drive }) => {
  const { page } = await drive();
  const body = Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff]);
  await page.route("**/v1/quotes/qt_1/pdf", (route) => route.fulfill({ contentType: "application/pdf", body }));
  expect(await answerTo(page, "document")).toEqual({ bytes: [...body], hasJson: false });
});

test("leaves out a text that Stripe's host refuses, and shows the component and long images", async ({ drive }) => {
  const { page } = await drive();
  await extension(page).getByRole("alert").filter({ hasText: "refuses the placeholder of <TextField>" }).waitFor();
  await page.getByLabel("Long placeholder").fill("usable");
  const image = page.getByRole("img", { name: "a long image" });
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(8);
});

test("edits the context of a view, also after a reload", async ({ drive }) => {
  const { page } = await drive();
  await page.getByLabel("Locale").fill("de-DE");
  await page.getByLabel("Country").fill("DE");
  await page.getByLabel("Roles").fill("night_porter, topups_only");
  await page.reload();
  const { userContext } = (await answerTo(page, "context")) as { userContext: object };
  expect(userContext).toMatchObject({
    locale: "de-DE",
    account: { country: "DE" },
    roles: [
      { id: "night_porter", name: "night_porter", type: "custom" },
      { id: "topups_only", name: "Top-ups Only", type: "builtIn" },
    ],
  });
  await button(page, "Reset the context").click();
  expect(await answerTo(page, "context")).toMatchObject({ userContext: { locale: "en-US", roles: [{ id: "admin", type: "builtIn" }] } });
});

async function comeBackWithCode(page: Page): Promise<void> {
  const { state } = (await answerTo(page, "oauth state")) as { state: string };
  await page.goto(`/apps-oauth/com.example.secret-store?code=made-up&state=${encodeURIComponent(state)}`);
  await shows(page, "typed:");
}

async function openOtherViewAndBack(page: Page): Promise<void> {
  await page.getByLabel("View", { exact: true }).selectOption("Settings");
  await shows(page, "Settings in settings");
  await page.getByLabel("View", { exact: true }).selectOption("App");
  await shows(page, "typed:");
}

test("keeps oauthContext across views until the page reloads", async ({ drive }) => {
  const { page } = await drive();
  await comeBackWithCode(page);
  await openOtherViewAndBack(page);
  expect(await answerTo(page, "context")).toMatchObject({ oauthContext: { code: "made-up" } });
  await page.reload();
  expect(await answerTo(page, "context")).not.toHaveProperty("oauthContext");
});

test("ends oauthContext with the view where the controls say so", async ({ drive }) => {
  const { page } = await drive();
  await page.getByLabel("Keep oauthContext until the page reloads").uncheck();
  await comeBackWithCode(page);
  expect(await answerTo(page, "context")).toMatchObject({ oauthContext: { code: "made-up" } });
  await openOtherViewAndBack(page);
  expect(await answerTo(page, "context")).not.toHaveProperty("oauthContext");
});

test("runs no script from an extension's link, and sends no referrer", async ({ drive }) => {
  const { page } = await drive();
  expect(await extension(page).getByText("A script").getAttribute("href")).toBeNull();
  expect(await link(page, "Elsewhere").getAttribute("rel")).toBe("noreferrer");
});

test("shows the selected view, also after a reload", async ({ drive }) => {
  const { page } = await drive();
  await page.getByLabel("View").selectOption("Settings");
  await shows(page, "Settings in settings");
  await page.reload();
  await shows(page, "Settings in settings");
});

test("reports a stopped emulator, and stays usable", async ({ drive }) => {
  const driven = await drive();
  await shows(driven.page, "typed:");
  await driven.page.route(`${driven.emulator.url}/**`, (route) => route.abort());
  await button(driven.page, "+1 hour").click();
  await driven.page.getByRole("alert").filter({ hasText: "Is the emulator running" }).waitFor();
  expectRefusals(driven, ["Failed to load resource: net::ERR_FAILED"]);
});
