// The example secret-store as people meet it: four operations in the view, and secrets that go to the backend and come from it.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { BUNDLERS } from "../../www/examples/host/stripe-bundle";
import { startSecretStore } from "../../www/examples/start";
import { alerts, button, expectRefusals, extension, link, shows, signIn, testOf } from "./example";

const test = testOf(startSecretStore);

async function store(page: Page, name: string, token: string, expires = "Never") {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Token").fill(token);
  await page.getByLabel("Expires").selectOption(expires);
  await button(page, "Store").click();
}

/** Stores a secret and waits until the list has it. */
async function have(page: Page, name: string, token: string, expires?: string) {
  await store(page, name, token, expires);
  await shows(page, `Stored “${name}”`);
  await button(page, `Delete ${name}`).waitFor();
}

async function find(page: Page, name: string) {
  await page.getByLabel("Name to find").fill(name);
  await button(page, "Find").click();
}

const scope = (page: Page, name: "Mine alone" | "The account's") => page.getByLabel("Scope").selectOption(name);

for (const bundler of BUNDLERS) {
  test(`a secret is stored, listed, found and deleted, bundled by ${bundler}`, async ({ drive }) => {
    const { page } = await drive({ bundler });
    await shows(page, "0 of 10 secrets");
    await have(page, "api_token", "made-up token");
    await shows(page, "1 of 10 secrets");
    expect(await page.getByLabel("Token").inputValue()).toBe("");
    expect(await page.content()).not.toContain("made-up token");
    await find(page, "api_token");
    await shows(page, "made-up token");
    await button(page, "Delete api_token").click();
    await shows(page, "0 of 10 secrets");
    await find(page, "api_token");
    await shows(page, "There is no secret “api_token”");
  });
}

test("it works where the sandbox allows WebAssembly, and need not fall back then", async ({ drive }) => {
  const { page, violations } = await drive();
  await shows(page, "0 of 10 secrets");
  // The client tries once, and then does without.
  await expect.poll(() => violations.splice(0)).toEqual(["script-src by wasm-eval"]);
  await page.getByRole("checkbox", { name: "WebAssembly" }).check();
  await have(page, "api_token", "made-up token");
  expect(violations).toEqual([]);
});

test("secrets are there after a reload", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "made-up token");
  await page.reload();
  await button(page, "Delete api_token").waitFor();
});

test("another user sees nothing of the first's, and what is the account's", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "of user 1");
  await scope(page, "The account's");
  await shows(page, "0 of 10 secrets");
  await have(page, "shared_token", "of the account");
  await signIn(page, "User 2");
  await shows(page, "0 of 10 secrets");
  await find(page, "api_token");
  await shows(page, "There is no secret “api_token”");
  await scope(page, "The account's");
  await shows(page, "1 of 10 secrets");
  await find(page, "shared_token");
  await shows(page, "of the account");
  await signIn(page, "User 1");
  await button(page, "Delete api_token").waitFor();
});

test("a secret that expires is gone when the clock has passed that", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "made-up token", "In 1 hour");
  await find(page, "api_token");
  await shows(page, "made-up token");
  await button(page, "+1 hour").click();
  await page.getByText("Ahead of yours by 3600 s.").waitFor();
  await find(page, "api_token");
  await shows(page, "There is no secret “api_token”");
  await button(page, "List again").click();
  await shows(page, "0 of 10 secrets");
});

test("starting over empties the store, sets the clock back and grants what was taken away", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "made-up token");
  await button(page, "Revoke secret_write").click();
  await button(page, "Grant secret_write").waitFor();
  await button(page, "+1 minute").click();
  await page.getByText("Ahead of yours by 60 s.").waitFor();
  await button(page, "Start over").click();
  await shows(page, "0 of 10 secrets");
  await page.getByText("The same as yours.").waitFor();
  await button(page, "Revoke secret_write").waitFor();
});

test("a permission that was taken away is explained, and told from a secret that is missing", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await have(page, "api_token", "the first");
  await button(page, "Revoke secret_write").click();
  await button(page, "Grant secret_write").waitFor();
  await store(page, "api_token", "the second");
  await alerts(page, /This app may not store secrets.*stripe apps grant permission secret_write.*\(permission_missing\)/s);
  await find(page, "other_token");
  await shows(page, "There is no secret “other_token”");
  await button(page, "Grant secret_write").click();
  await button(page, "Revoke secret_write").waitFor();
  await store(page, "api_token", "the second");
  await shows(page, "Stored “api_token”");
  await find(page, "api_token");
  await shows(page, "the second");
  expectRefusals(driven, ["403 /v1/apps/secrets"]);
});

test("a scope that is full is explained", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  for (let number = 1; number <= 10; number += 1) await have(page, `token_${number}`, "made-up token");
  await store(page, "token_11", "made-up token");
  await alerts(page, /There is no room for another secret.*\(scope_full\)/s);
  expectRefusals(driven, ["400 /v1/apps/secrets"]);
});

test("a store that does not answer is no empty one", async ({ drive }) => {
  const driven = await drive();
  const { page, emulator } = driven;
  await have(page, "api_token", "made-up token");
  await emulator.fail({ kind: "no_answer", count: 9 });
  await find(page, "api_token");
  await alerts(page, /The Secret Store could not be reached.*\(connection_failed\)/s);
  expect(await extension(page).getByText("There is no secret").count()).toBe(0);
  await emulator.control("DELETE", "faults");
  await find(page, "api_token");
  await shows(page, "made-up token");
  // Once for each try: the browser says it, and the host, whose answer to the extension that is.
  const tries = Array.from({ length: 3 }, () => ["net::ERR_EMPTY_RESPONSE", "No answer came"]);
  expectRefusals(
    driven,
    tries.flat().map((text) => expect.stringContaining(text)),
  );
});

test("a card number is not stored", async ({ drive }) => {
  const { page } = await drive();
  await store(page, "card", "4242 4242 4242 4242");
  await alerts(page, /Card numbers may not be stored here.*\(card_number\)/s);
});

test("what the extension stores the backend uses, for this user alone", async ({ drive }) => {
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
  await have(page, "api_token", "nobody's");
  await ask();
  await alerts(page, /The provider does not take this token.*\(provider_refused\)/s);
  expectRefusals(driven, ["404 /api/profile", "404 /api/profile", "422 /api/profile"]);
});

test("what the backend stores for the account every user's extension reads", async ({ drive }) => {
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
  await page.getByText("Ahead of yours by 3600 s.").waitFor();
  await ask();
  await shows(page, "The company is not connected");
});

test("the backend believes nobody without Stripe's signature for them", async ({ drive }) => {
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
  expect(await ask("usr_2", signature)).toBe("400 bad_signature");
  expect(await ask("usr_1", `${signature}0`)).toBe("400 bad_signature");
  expect(await ask("usr_1", "")).toBe("400 bad_signature");
});

test("a backend that does not answer is told from one that refuses", async ({ drive }) => {
  const driven = await drive();
  await driven.page.route(`${await backendOf(driven.page)}/**`, (route) => route.abort());
  await button(driven.page, "Let the backend use my api_token").click();
  await alerts(driven.page, /The app's backend could not be reached.*\(backend_unreachable\)/s);
  expectRefusals(driven, ["Failed to load resource: net::ERR_FAILED"]);
});

test("a connection that is denied, or may not be stored, is refused with the reason", async ({ drive }) => {
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
  await page.getByText("stripe apps grant permission secret_write").waitFor();
  await page.getByText("(permission_missing)").waitFor();
  expectRefusals(driven, ["403 /oauth/callback", "403 /oauth/callback"]);
});

test("a connection that nobody began here is refused by the backend", async ({ drive }) => {
  const { page } = await drive();
  const answer = await page.request.get(`${await backendOf(page)}/oauth/callback?code=made-up&state=made-up`);
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain("(unknown_state)");
});

/** The backend's origin. */
async function backendOf(page: Page): Promise<string> {
  const { constants } = (await (await page.request.get("/config.json")).json()) as { constants: { BACKEND: string } };
  return constants.BACKEND;
}
