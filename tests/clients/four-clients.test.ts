// Runs one table of cases with four clients: JavaScript with WebAssembly and without, Rust over reqwest, and Rust over gloo-net in Chromium. Each must send the
// same requests byte for byte, and report the same answers and errors.

import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect } from "vitest";
import { BROWSER_ARGS } from "../../scripts/chromium.mjs";
import { oneConnectionEach } from "../../scripts/no-keep-alive-proxy.mjs";
import { browser, tools, wasmPack, wasmTarget } from "../../scripts/setup.mjs";
import { folder, program, runTests, target } from "./rust";
import { test } from "./server";
import { readCases, type Case } from "./table/cases";
import { runJavaScript } from "./table/javascript";
import { Stage, type Run } from "./table/stage";

const run = promisify(execFile);
const cases = readCases();

/** The clients, by how each runs all cases on a stage at this port. */
const CLIENTS: Record<string, (stage: Stage, port: number) => Promise<unknown>> = {
  "JavaScript with WebAssembly": async (stage, port) => runJavaScript(await import("stripe-secret-store/wasm"), stage, port),
  "JavaScript without WebAssembly": async (stage, port) => runJavaScript(await import("stripe-secret-store/js"), stage, port),
  "Rust over reqwest": async (_, port) =>
    run(await program("over-reqwest"), { env: { ...process.env, STAGE_URL: `http://127.0.0.1:${port}` } }),
  "Rust over gloo-net": (_, port) => inChromium(port),
};

async function inChromium(port: number): Promise<void> {
  const [{ chromium, chromedriver }] = await Promise.all([browser(), wasmTarget(), wasmPack()]);
  // The page does not know the port, so it asks for a name. The proxy is for the test runner's server alone.
  const proxy = (await oneConnectionEach()).map((argument) => argument.replace("<-loopback>", "<-loopback>;stage.test"));
  const args = ["--headless", ...[...proxy, `host-resolver-rules=MAP stage.test:80 127.0.0.1:${port}`].map((name) => `--${name}`)];
  const options = { binary: chromium, args: [...BROWSER_ARGS, ...args] };
  const settings = join(folder, "webdriver.json");
  writeFileSync(settings, JSON.stringify({ timeouts: { pageLoad: 60_000 }, "goog:chromeOptions": options }));
  const env = {
    PATH: `${tools}${delimiter}${process.env.PATH}`,
    // Not the project's own folder: cargo gives a library that is also a dynamic one the same file for all features, so that the tests of the module in
    // Chromium would then be compiled over this one. It would take 24 of 45 CPU seconds less (November 2026).
    CARGO_TARGET_DIR: target,
    WASM_BINDGEN_TEST_DRIVER_TIMEOUT: "60",
    WASM_BINDGEN_TEST_TIMEOUT: "300",
  };
  const flags = ["--headless", "--chrome", "--chromedriver", chromedriver, "--mode", "no-install"];
  await runTests(join(tools, "wasm-pack"), ["test", ...flags, folder, "--test", "over_gloo_net", "--locked"], env);
  rmSync(settings);
}

// Each compiles its dependencies at first.
beforeAll(() => Promise.all([program("over-reqwest"), wasmPack()]), 900_000);

// Each waits for time-outs and retries most of the time.
describe.concurrent.each(Object.entries(CLIENTS))("%s", (_, runCases) => {
  test("sends the requests of the table, and reports its answers and errors", { timeout: 900_000 }, async ({ server }) => {
    const stage = new Stage(server, cases);
    try {
      await runCases(stage, await stage.listen());
    } finally {
      stage.close();
    }
    expect(stage.runs).toHaveLength(cases.length);
    for (const [index, one] of cases.entries()) expect(recorded(stage.runs[index]!), one.title).toEqual(expected(one));
  });
});

/** The usual headers. */
const HEADERS = {
  accept: "application/json",
  authorization: "Bearer sk_test_app_a",
  "content-type": "application/x-www-form-urlencoded",
  "stripe-version": "2026-10-28.endive",
};

function expected({ client, options, headers, requests, expect: outcome }: Case) {
  const accounts = Object.entries({ "stripe-account": "stripeAccount", "stripe-context": "stripeContext" } as const);
  const values = { ...client, ...options } as Record<string, string>;
  const own = Object.fromEntries(accounts.filter(([, name]) => values[name] !== undefined).map(([header, name]) => [header, values[name]]));
  const isWrite = requests[0]?.startsWith("POST");
  return {
    requests,
    headers: requests.map(() => ({ ...HEADERS, ...own, ...(isWrite && { "idempotency-key": "a new one" }), ...headers })),
    outcome: "error" in outcome ? { error: expect.objectContaining(outcome.error) } : outcome,
  };
}

function recorded({ requests, outcome }: Run) {
  const [first] = requests;
  return {
    requests: requests.map(({ line }) => line),
    headers: requests.map(({ headers: { "idempotency-key": key, ...others } }) => {
      if (key === undefined) return others;
      const isNew = key.startsWith("secret-store-") && key === first!.headers["idempotency-key"];
      return { ...others, "idempotency-key": isNew ? "a new one" : key };
    }),
    outcome: JSON.parse(JSON.stringify(outcome), (name, value) => {
      if (name === "id") return String(value).replace(/^appsecret_\w+$/, "appsecret");
      return name === "created" && value > 0 ? 0 : value;
    }),
  };
}
