// WebAssembly in the sandbox, forbidden and allowed: which backend the extension's client has then, and how soon its view is there.

import { expect } from "vitest";
import { startDashboard, startSecretStore } from "../../../examples/start";
import { fact, shows, testOf } from "../../examples/example";
import { have } from "../../examples/secret-form";
import { build, GENERATIONS, PROJECT } from "./generations";

const secretStore = testOf(startSecretStore);
const other = testOf(startDashboard);

secretStore("uses WebAssembly where the sandbox allows it, and JavaScript otherwise", async ({ drive }) => {
  const { page, violations } = await drive();
  await shows(page, "0 of 10 secrets");
  await expect.poll(() => fact(page, "Implementation")).toBe("JavaScript, because WebAssembly was refused");
  expect(violations.splice(0)).toEqual(["script-src by wasm-eval"]);
  await page.getByRole("checkbox", { name: "Allow WebAssembly" }).check();
  await shows(page, "0 of 10 secrets");
  await expect.poll(() => fact(page, "Implementation")).toBe("WebAssembly");
  await have(page, "api_token", "made-up token");
  expect(violations).toEqual([]);
});

for (const generation of GENERATIONS) {
  other(`reports JavaScript for an extension that compiles no WebAssembly, by ${generation.name}`, async ({ drive }) => {
    const { page } = await drive({ extension: await build(PROJECT("stripe-node"), generation, "ext.min.js") });
    await page.getByRole("checkbox", { name: "Allow WebAssembly" }).check();
    await shows(page, "nothing yet");
    expect(await fact(page, "Implementation")).toBe("JavaScript");
  });
}

other("measures the first render from the frame's navigation", async ({ drive }) => {
  const { page } = await drive({ extension: await build(PROJECT("template"), GENERATIONS[1]!, "ext.min.js") });
  const milliseconds = async () => Number(/^after (\d+) ms$/.exec((await fact(page, "First render")) ?? "")?.[1]);
  await expect.poll(milliseconds).toBeGreaterThan(0);
  // The frame's clock began when it began to load, so that it is never more than what has passed since the page did.
  expect(await milliseconds()).toBeLessThan(await page.evaluate(() => performance.now()));
});
