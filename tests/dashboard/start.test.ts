// `npm start`, as a program: it serves the Dashboard over a world that has the app which it was given, and keeps secrets for the next time.

import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { openChromium } from "../../scripts/chromium.mjs";
import { test } from "../clients/server";
import { button, shows } from "../examples/example";
import { build, GENERATIONS, PROJECT } from "./extension/generations";

const root = fileURLToPath(new URL("../..", import.meta.url));
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

interface Started {
  readonly page: string;
  readonly emulator: string;
  readonly child: ChildProcess;
}

/** Starts it, and waits until it says where it is. It may have to build the emulator first. */
function start(...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", "0", ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let told = "";
    const take = (chunk: Buffer) => {
      told += chunk;
      const [, page] = /The Dashboard: +(\S+)/.exec(told) ?? [];
      const [, emulator] = /The emulator: +(\S+)/.exec(told) ?? [];
      if (page !== undefined && emulator !== undefined && told.includes("Ctrl-C")) resolve({ page, emulator, child });
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => reject(new Error(`It ended with ${code}:\n${told}`)));
  });
}

async function stop({ child }: Started): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  return ended;
}

test("adds the developer's app to the world, and keeps its secrets for the next start", { timeout: 900_000 }, async ({ folder }) => {
  const extension = await build(PROJECT("stripe-node"), GENERATIONS[1]!, "ext.js");
  const first = await start("--extension", extension, "--data", folder);
  try {
    const page = await browser.newPage();
    await page.goto(first.page);
    await button(page, "Store and find").click();
    await shows(page, "found made-up token");
    expect(await page.getByText("Runs as").count()).toBe(0);
    await page.close();
  } finally {
    expect(await stop(first)).toBe(0);
  }
  const second = await start("--extension", extension, "--data", folder);
  try {
    const headers = { Authorization: "Bearer sk_test_com_example_stripe-node" };
    const query = "name=token&scope[type]=user&scope[user]=usr_1&expand[]=payload";
    const found = await fetch(`${second.emulator}/v1/apps/secrets/find?${query}`, { headers });
    expect(await found.json()).toMatchObject({ payload: "made-up token" });
  } finally {
    await stop(second);
  }
});

test("reports arguments that it cannot start with", async ({ folder }) => {
  await expect(start("--extension", `${folder}/none.js`)).rejects.toThrow(/ended with 1:\s+✗ There is no \S+none\.js\./);
  await expect(start("no-example")).rejects.toThrow(/Name an example: npm run example .*secret-store/);
  await expect(start("--port", "x")).rejects.toThrow("The port must be a whole number from 0 to 65535, not x");
});
