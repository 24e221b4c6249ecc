// `npm test`: sets up what is missing, builds, and runs every test there is. The last line is `N passed, N failed`. `npm test -- SUITE` runs one of
// the suites, and `npm test -- SUITE NAME` what in it has such a name.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BROWSER_ARGS } from "./chromium.mjs";
import { build } from "./build.mjs";
import { emulatorBinary } from "./emulator.mjs";
import { environmentsTable } from "./environments.mjs";
import { fuzz } from "./fuzz.mjs";
import { oneConnectionEach } from "./one-connection-each.mjs";
import { giveUp, must, root, run, say } from "./process.mjs";
import { browser, firefox, npmPackages, providersPython, schemathesis, tools, wasmTarget, wasmTools } from "./setup.mjs";

const results = join(root, "tests", "results");

const SUITES = [
  { name: "Rust, natively", of: "rust", test: () => cargo("cargo", ["test", "--workspace", "--locked", "--no-fail-fast", ...named]) },
  { name: "Rust, in Chromium", of: "chromium", test: inChromium },
  { name: "Fuzzing, half a minute each", of: "fuzz", test: () => fuzz({ seconds: 30 }) },
  { name: "The packed package", of: "package", test: () => vitest("package") },
  {
    name: "The packed package, without WebAssembly",
    of: "package",
    test: () => vitest("package", { ENTRY: "stripe-secret-store/js" }, "package-js"),
  },
  { name: "React 17, 18 and 19", of: "react", test: () => vitest("react") },
  { name: "Every environment", of: "environments", test: everyEnvironment },
  { name: "Real clients over HTTP", of: "clients", test: realClients },
  { name: "Real OAuth servers", of: "providers", test: realProviders },
  { name: "The Dashboard", of: "dashboard", test: theDashboard },
  { name: "The example apps", of: "examples", test: () => vitest("examples") },
];

const [only, ...named] = process.argv.slice(2);
const chosen = SUITES.filter(({ of }) => only === undefined || of === only);
if (chosen.length === 0) giveUp(`Name a suite: npm test -- ${[...new Set(SUITES.map(({ of }) => of))].join(" or ")}.`);

await npmPackages();
await wasmTarget();
await wasmTools();
const { chromium, chromedriver } = await browser();
const secondBrowser = await firefox();
await build();
await pack();
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
const wrong = [];

for (const { name, test } of chosen) {
  say(name);
  const outcome = await test().catch((error) => {
    console.error(error);
    return { code: 1, passed: 0, failed: 0 };
  });
  passed += outcome.passed;
  failed += outcome.failed;
  if (outcome.failed > 0) wrong.push(`${name}: ${outcome.failed} failed`);
  // A suite that crashed, or found nothing to test, must not look like one that passed.
  else if (outcome.code !== 0 || outcome.passed === 0) {
    failed += 1;
    wrong.push(`${name}: ${outcome.code === 0 ? "no tests were found" : `it ended with code ${outcome.code}, counted as one failure`}`);
  }
}

console.log(`\n${wrong.map((line) => `✗ ${line}\n`).join("")}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs something that reports as Rust's test harness does. */
async function cargo(program, args, options) {
  const { code, output } = await run(program, args, options);
  const outcome = { code, passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(/^test result: .*? (\d+) passed; (\d+) failed;/gm)) {
    outcome.passed += Number(passed);
    outcome.failed += Number(failed);
  }
  return outcome;
}

async function inChromium() {
  const args = ["--headless", ...BROWSER_ARGS, ...(await oneConnectionEach()).map((name) => `--${name}`)];
  const options = { binary: chromium, args };
  // The test runner takes the browser's options from this file and from nowhere else.
  writeFileSync(join(root, "webdriver.json"), JSON.stringify({ timeouts: { pageLoad: 60_000 }, "goog:chromeOptions": options }));
  const env = {
    PATH: `${tools}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`,
    // In seconds, instead of 5 and 20: a browser that was installed a minute ago starts slowly.
    WASM_BINDGEN_TEST_DRIVER_TIMEOUT: "60",
    WASM_BINDGEN_TEST_TIMEOUT: "120",
  };
  const test = () =>
    cargo(join(tools, "wasm-pack"), ["test", "--headless", "--chrome", "--chromedriver", chromedriver, "--mode", "no-install"], { env });
  const outcome = await test();
  if (outcome.code === 0 || outcome.failed > 0) return outcome;
  // Most likely the browser did not start, which on a busy machine it may do the next time.
  say("Rust, in Chromium, once more: no test has failed, and yet it ended badly");
  return test();
}

/** The package as it would be published, put where it would be installed. */
async function pack() {
  const packed = join(root, "target", "packed");
  const installed = join(root, "tests", "package", "node_modules", "stripe-secret-store");
  for (const folder of [packed, installed]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  await must("npm", ["pack", "--silent", "--pack-destination", packed], { quiet: true });
  const [tarball] = readdirSync(packed);
  await must("tar", ["-xzf", join(packed, tarball), "--strip-components=1", "-C", installed]);
}

/** The package installed into small real projects, and run there. */
async function everyEnvironment() {
  const env = { EMULATOR_BINARY: await emulatorBinary("debug"), FIREFOX: secondBrowser ?? "" };
  const outcome = await vitest("environments", env);
  // A part of them is not the whole table.
  if (named.length > 0) return outcome;
  const difference = await environmentsTable(join(results, "environments.json"));
  if (!difference) return outcome;
  console.error(`✗ ${difference}`);
  return { ...outcome, failed: outcome.failed + 1 };
}

/** The local Dashboard with the extensions in it, over a server of the emulator for each test. */
async function theDashboard() {
  return vitest("dashboard", { EMULATOR_BINARY: await emulatorBinary("debug"), FIREFOX: secondBrowser ?? "" });
}

/** Clients as they are published, each over a server of the emulator that its test starts. */
async function realClients() {
  return vitest("clients", { EMULATOR_BINARY: await emulatorBinary("debug"), SCHEMATHESIS: await schemathesis() });
}

/** The token store against OAuth servers as they are published. Mostly they wait, so the four files run at once. */
async function realProviders() {
  const env = { EMULATOR_BINARY: await emulatorBinary("debug"), PROVIDERS_PYTHON: await providersPython() };
  return vitest("providers", { ...env, VITEST_MAX_WORKERS: "4" });
}

/** Runs the tests of a folder. */
async function vitest(folder, env = {}, name = folder) {
  const file = join(results, `${name}.json`);
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await run(
    join(root, "node_modules/.bin/vitest"),
    ["run", "--config", "tests/vitest.config.ts", "--dir", `tests/${folder}`, ...reporters, ...named],
    { env: { CHROMIUM: chromium, ...env } },
  );
  return { code, ...counted(file) };
}

function counted(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, "utf8"));
    // A file that could not be loaded has failed without a test that did.
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
