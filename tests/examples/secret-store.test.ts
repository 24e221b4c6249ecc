// The example secret-store as people meet it: the four operations in the view, for each user, in each scope, and what may go wrong.

import { expect } from "vitest";
import { BUNDLERS } from "../../www/server/stripe-bundle";
import { startSecretStore } from "../../examples/start";
import { alerts, button, expectRefusals, extension, shows, signIn, testOf } from "./example";
import { find, have, scope, store } from "./secret-form";

const test = testOf(startSecretStore);

for (const bundler of BUNDLERS) {
  test(`stores, lists, finds and deletes a secret, bundled by ${bundler}`, async ({ drive }) => {
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

test("uses WebAssembly where the sandbox allows it", async ({ drive }) => {
  const { page, violations } = await drive();
  await shows(page, "0 of 10 secrets");
  // The client tries once, and then does without.
  await expect.poll(() => violations.splice(0)).toEqual(["script-src by wasm-eval"]);
  await page.getByRole("checkbox", { name: "Allow WebAssembly" }).check();
  await have(page, "api_token", "made-up token");
  expect(violations).toEqual([]);
});

test("keeps every character of a name and a token", async ({ drive }) => {
  const { page } = await drive();
  const [name, token] = ["Ключ & clé=100%+[a] 🔑", '{"token": "a+b/c==", "note": "ünïcode 💡 & %5B"}'];
  await have(page, name, token);
  await find(page, name);
  await extension(page).getByText(token, { exact: true }).waitFor();
});

test("keeps secrets across a reload", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "made-up token");
  await page.reload();
  await button(page, "Delete api_token").waitFor();
});

test("shows another user only the account's secrets", async ({ drive }) => {
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

test("removes an expired secret", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "made-up token", "In 1 hour");
  await find(page, "api_token");
  await shows(page, "made-up token");
  await button(page, "+1 hour").click();
  await page.getByText("3600 s ahead of the computer’s clock.").waitFor();
  await find(page, "api_token");
  await shows(page, "There is no secret “api_token”");
  await button(page, "List again").click();
  await shows(page, "0 of 10 secrets");
});

test("resets secrets, clock and permissions when it starts over", async ({ drive }) => {
  const { page } = await drive();
  await have(page, "api_token", "made-up token");
  await button(page, "Revoke secret_write").click();
  await button(page, "Grant secret_write").waitFor();
  await button(page, "+1 minute").click();
  await page.getByText("60 s ahead of the computer’s clock.").waitFor();
  await button(page, "Start over").click();
  await shows(page, "0 of 10 secrets");
  await page.getByText("Same as the computer’s clock.").waitFor();
  await button(page, "Revoke secret_write").waitFor();
});

test("distinguishes a revoked permission from a missing secret", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  await have(page, "api_token", "the first");
  await button(page, "Revoke secret_write").click();
  await button(page, "Grant secret_write").waitFor();
  await store(page, "api_token", "the second");
  await alerts(page, /This app may not store secrets.*Ask an administrator.*\(permission_missing\)/s);
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

test("explains a full scope", async ({ drive }) => {
  const driven = await drive();
  const { page } = driven;
  for (let number = 1; number <= 10; number += 1) await have(page, `token_${number}`, "made-up token");
  await store(page, "token_11", "made-up token");
  await alerts(page, /There is no room for another secret.*\(scope_full\)/s);
  expectRefusals(driven, ["400 /v1/apps/secrets"]);
});

test("distinguishes an unreachable store from an empty one", async ({ drive }) => {
  const driven = await drive();
  const { page, emulator } = driven;
  await have(page, "api_token", "made-up token");
  // A browser itself retries a request on a reused connection.
  await emulator.fail({ kind: "no_answer", count: 100 });
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

test("does not store a card number", async ({ drive }) => {
  const { page } = await drive();
  await store(page, "card", "4242 4242 4242 4242");
  await alerts(page, /Card numbers may not be stored here.*\(card_number\)/s);
});
