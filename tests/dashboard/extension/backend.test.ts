// WebAssembly in the sandbox, forbidden and allowed: which backend the extension's client has then, and how soon its view is there.

import { expect } from "vitest";
import { startDashboard, startSecretStore } from "../../../www/examples/start";
import { fact, shows, testOf } from "../../examples/example";
import { have } from "../../examples/secret-form";
import { build, GENERATIONS, PROJECT } from "./generations";

const secretStore = testOf(startSecretStore);
const other = testOf(startDashboard);

secretStore("where WebAssembly is forbidden, its JavaScript takes over, and where it is allowed it is used", async ({ drive }) => {
  const { page, violations } = await drive();
  await shows(page, "0 of 10 secrets");
  await expect.poll(() => fact(page, "Backend")).toBe("JavaScript, because WebAssembly was refused");
  expect(violations.splice(0)).toEqual(["script-src by wasm-eval"]);
  await page.getByRole("checkbox", { name: "WebAssembly" }).check();
  await shows(page, "0 of 10 secrets");
  await expect.poll(() => fact(page, "Backend")).toBe("WebAssembly");
  await have(page, "api_token", "made-up token");
  expect(violations).toEqual([]);
});

for (const generation of GENERATIONS) {
  other(`what compiles no WebAssembly is said to do without, by ${generation.name}`, async ({ drive }) => {
    const { page } = await drive({ extension: await build(PROJECT("stripe-node"), generation, "ext.min.js") });
    await page.getByRole("checkbox", { name: "WebAssembly" }).check();
    await shows(page, "nothing yet");
    expect(await fact(page, "Backend")).toBe("JavaScript");
  });
}

other("how soon the first view was there is measured from the frame's start, for each session", async ({ drive }) => {
  const { page } = await drive({ extension: await build(PROJECT("template"), GENERATIONS[1]!, "ext.min.js") });
  const milliseconds = async () => Number(/^after (\d+) ms$/.exec((await fact(page, "First render")) ?? "")?.[1]);
  await expect.poll(milliseconds).toBeGreaterThan(0);
  // The frame's clock began when it began to load, so that it is never more than what has passed since the page did.
  expect(await milliseconds()).toBeLessThan(await page.evaluate(() => performance.now()));
});
