// The extension in the page when its host answers late or not at all.

import { expect, test } from "vitest";
import { button, error, expectSlots, find, found, haveSecret, page, signIn, switchScope } from "./driven-page";

declare global {
  // What the page has, or is given by a test, and the functions that run in it use.
  var __StripeExtExports: { endpoint: { call: { stripeApiFetch: (...request: unknown[]) => Promise<unknown> } } } | undefined;
  var release: () => void;
}

/** Puts itself between the extension and its host: the next answer is held until `release` is called. */
async function holdNextAnswer() {
  await page.evaluate(() => {
    const { call } = globalThis.__StripeExtExports!.endpoint;
    const answer = call.stripeApiFetch;
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    call.stripeApiFetch = async (...request) => {
      call.stripeApiFetch = answer;
      await released;
      return answer(...request);
    };
    globalThis.release = release;
  });
  return {
    /** Resolves when the page has had the time to do what it does with the answer: a few turns of its event loop. */
    release: () =>
      page.evaluate(async () => {
        globalThis.release();
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      }),
  };
}

test("an answer that comes late does not show in another scope", async () => {
  await haveSecret("of the user", "a value");
  await switchScope("Account scope");
  await expectSlots([]);
  const { release } = await holdNextAnswer();
  await switchScope("User scope");
  await page.getByTestId("count").filter({ hasText: "…" }).waitFor();
  await switchScope("Account scope");
  await expectSlots([]);
  await release();
  await expectSlots([]);
  await switchScope("User scope");
  await expectSlots(["of the user"]);
});

test("an answer that comes late does not show to another user", async () => {
  await haveSecret("of User 1", "a value");
  const { release } = await holdNextAnswer();
  await find("of User 1");
  await signIn("User 2");
  await expectSlots([]);
  await release();
  await expectSlots([]);
  expect(await found().count()).toBe(0);
  expect(await error().count()).toBe(0);
});

test("no connection is told from an empty scope, and can be tried again", async () => {
  await haveSecret("of the user", "a value");
  await page.evaluate(() => {
    const { call } = globalThis.__StripeExtExports!.endpoint;
    const answer = call.stripeApiFetch;
    call.stripeApiFetch = async () => {
      throw new TypeError("Failed to fetch");
    };
    globalThis.release = () => (call.stripeApiFetch = answer);
  });
  await switchScope("Account scope");
  await error().filter({ hasText: "connection_failed" }).waitFor();
  expect(await page.getByTestId("slots").count()).toBe(0);
  await page.evaluate(() => globalThis.release());
  await button("Try again").click();
  await expectSlots([]);
});
