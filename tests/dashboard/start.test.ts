// `npm start`, as a program: it serves the Dashboard over a world that has the app which it was given, and keeps secrets for the next time.

import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, vi } from "vitest";
import { openChromium } from "../../scripts/chromium.mjs";
import { test } from "../clients/server";
import { button, shows } from "../examples/example";
import { build, GENERATIONS, PROJECT } from "./extension/generations";
import { MANIFEST, view, writeApp, writeFiles } from "./folders/app";

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
  /** Returns its output so far. */
  readonly output: () => string;
}

const COMMAND = [process.execPath, "scripts/start.mjs", "--port", "0"];

/** Starts it, and waits until it says where it is. It may have to build the emulator first. */
const start = (...args: string[]): Promise<Started> => startBy([...COMMAND, ...args]);

function startBy([program, ...args]: string[], options: SpawnOptions = {}): Promise<Started> {
  const child = spawn(program!, args, { cwd: root, ...options, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let output = "";
    const take = (chunk: Buffer) => {
      output += chunk;
      const [, page] = /The Dashboard: +(\S+)/.exec(output) ?? [];
      const [, emulator] = /The emulator: +(\S+)/.exec(output) ?? [];
      if (page !== undefined && emulator !== undefined && output.includes("Ctrl-C"))
        resolve({ page, emulator, child, output: () => output });
    };
    child.stdout!.on("data", take);
    child.stderr!.on("data", take);
    child.once("exit", (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
  });
}

/** Returns whether a server answers. */
const answers = (url: string): Promise<boolean> => fetch(url).then(Boolean, () => false);

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

const APP = { "stripe-app.json": MANIFEST, "src/views/App.tsx": view("text") };

test(
  "ends the emulator however it ends itself: interrupted, hung up, killed, or with the npm that runs it",
  { timeout: 120_000 },
  async ({ folder }) => {
    const extension = writeApp(APP);
    for (const [command, signal] of [
      [COMMAND, "SIGINT"],
      [COMMAND, "SIGHUP"],
      [COMMAND, "SIGKILL"],
      [["npm", "start", "--", "--port", "0"], "SIGKILL"],
    ] as const) {
      const started = await startBy([...command, "--extension", extension, "--data", join(folder, `${command[0]!.length}${signal}`)]);
      expect(await answers(`${started.emulator}/_emulator/health`)).toBe(true);
      started.child.kill(signal);
      await vi.waitFor(async () => {
        for (const url of [`${started.emulator}/_emulator/health`, started.page])
          expect(await answers(url), `${signal}: ${url}`).toBe(false);
      }, 20_000);
    }
  },
);

test("runs two apps side by side, each with its secrets, and refuses a taken port in a sentence", { timeout: 120_000 }, async () => {
  const [first, second] = await Promise.all(
    ["first", "second"].map(async (name) => {
      const started = await start("--extension", writeApp({ ...APP, "stripe-app.json": { ...MANIFEST, id: `com.example.side-${name}` } }));
      onTestFinished(async () => {
        await stop(started);
        rmSync(join(root, ".dashboard/apps", `com.example.side-${name}`), { recursive: true, force: true });
      });
      return started;
    }),
  );
  for (const [started, app] of [
    [first!, "side-first"],
    [second!, "side-second"],
  ] as const) {
    const headers = { Authorization: `Bearer sk_test_com_example_${app}`, "Content-Type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams({ name: "a", payload: app, "scope[type]": "account" });
    expect((await fetch(`${started.emulator}/v1/apps/secrets`, { method: "POST", headers, body })).status).toBe(200);
  }
  const port = new URL(first!.page).port;
  await expect(start("--port", port, "--extension", writeApp(APP))).rejects.toThrow(
    `✗ Port ${port} is taken, perhaps by another local Dashboard. Choose another with --port ${Number(port) + 1}.`,
  );
});

test("answers Stripe's other routes, reads the chosen manifest, and prints what it read", { timeout: 120_000 }, async ({ folder }) => {
  const extension = writeApp({
    ...APP,
    "stripe-app.dev.json": { extends: "stripe-app.json", constants: { API: "http://localhost:1" } },
    "fixtures/v1/customers/cus_123.json": { id: "cus_123" },
    "tsconfig.json": { extends: "missing-base" },
  });
  const args = ["--extension", extension, "--manifest", "stripe-app.dev.json", "--fixtures", join(extension, "fixtures"), "--data", folder];
  const started = await start(...args);
  try {
    expect(started.output()).toContain(`The manifest:   ${extension}/stripe-app.dev.json`);
    const config = (await (await fetch(`${started.page}/config.json`)).json()) as { stripe: string };
    const ask = async (path: string) => (await fetch(`${started.page}${config.stripe}${path}`)).json();
    expect(await ask("/v1/customers/cus_123")).toEqual({ id: "cus_123" });
    await ask("/v1/customers/cus_9");
    await (await fetch(`${started.page}/extension.json`)).text();
    writeFiles(extension, { "src/views/App.tsx": `import "./missing";` });
    await (await fetch(`${started.page}/extension.json`)).text();
    await vi.waitFor(() => {
      expect(started.output()).toContain(
        `no answer to GET /v1/customers/cus_9. The file ${extension}/fixtures/v1/customers/cus_9.json would answer it.`,
      );
      expect(started.output()).toMatch(/tsconfig\.json, line 2: .*missing-base/);
      expect(started.output()).toContain(`It could not be bundled: src/views/App.tsx imports "./missing", but there is no such file.`);
    });
  } finally {
    await stop(started);
  }
});

test("reports arguments that it cannot start with, each in a sentence", { timeout: 120_000 }, async ({ folder }) => {
  const app = (manifest: string | object) => writeApp({ "stripe-app.json": manifest });
  const data = ["--data", folder];
  for (const [args, message] of [
    [["--extension", `${folder}/none.js`], /ended with 1:\s+✗ There is no \S+none\.js\./],
    [["no-example"], /Name an example: npm run example .*secret-store/],
    [["--port", "x"], /The port must be a whole number from 0 to 65535, not x/],
    [["--nothing"], /✗ Unknown option '--nothing'/],
    [["--manifest", "a.json"], /✗ --manifest FILE needs --extension PATH\./],
    [["--extension", writeApp({}), ...data], /✗ \S+ has no manifest: neither a stripe-app\.json nor a stripe-app\.yaml\./],
    [["--extension", app({ name: "A" }), ...data], /✗ stripe-app\.json: id must be a text/],
    [["--extension", app(`{ "id": "a", }`), ...data], /✗ stripe-app\.json is not valid JSON: line 1 has a comma that nothing follows\./],
    [["--extension", app({ id: "a" }), "--manifest", "b.json", ...data], /✗ There is no manifest \S+\/b\.json\./],
    [["--extension", app({ id: "a" }), "--fixtures", "/nowhere", ...data], /✗ There is no folder \/nowhere for --fixtures\./],
    [["--extension", app({ id: "a" }), "--stripe-mock", "x", ...data], /✗ --stripe-mock must be an address such as/],
  ] as [string[], RegExp][]) {
    const error: Error = await start(...args).then(
      () => expect.fail(`${args.join(" ")} started`),
      (error) => error,
    );
    expect(error.message).toMatch(message);
    expect(error.message, "without a stack").not.toMatch(/\n\s+at /);
  }
});
