// `npm test`: installs missing tools, builds, and runs all tests. The last line is `N passed, N failed`. `npm test -- SUITE` runs one
// suite, `npm test -- SUITE NAME` its files with NAME in their name.
//
// Two lanes run side by side. Vitest runs the files of all its suites from one pool, the longest first: tests/vitest.config.ts. The suites of
// cargo run one after the other at a lower priority, on the time that the browsers, servers and timers of the others leave.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, buildDashboard } from "./build.mjs";
import { BROWSER_ARGS } from "./chromium.mjs";
import { emulatorBinary } from "./emulator.mjs";
import { environmentsTable } from "./environments.mjs";
import { fuzz } from "./fuzz.mjs";
import { oneConnectionEach } from "./no-keep-alive-proxy.mjs";
import { fail, logStep, root, run, runOrExit } from "./process.mjs";
import { browser, firefox, headlessShell, tools, wasmPack, wasmTarget, webkit } from "./setup.mjs";
import { failuresOf, readResults } from "./test/results.mjs";

const results = join(root, "tests", "results");

/** The suites of cargo, in their order. */
const CARGO_SUITES = [
  { suite: "chromium", title: "Rust, in Chromium", test: inChromium },
  { suite: "rust", title: "Rust, natively", test: natively },
  { suite: "fuzz", title: "Fuzzing", test: fuzz },
];
/** Suites of Vitest: the projects of its configuration, with the tools that each of them needs besides the packed package. */
const VITEST_SUITES = [
  { suite: "package", title: "The packed package" },
  { suite: "package", project: "package-js", title: "The packed package, without WebAssembly" },
  { suite: "react", title: "React 17, 18 and 19" },
  { suite: "environments", title: "Every environment" },
  { suite: "clients", title: "Real clients over HTTP" },
  { suite: "providers", title: "Real OAuth servers" },
  { suite: "dashboard", title: "The Dashboard" },
  { suite: "examples", title: "The example apps" },
].map((row) => ({ project: row.suite, ...row }));

const [only, ...named] = process.argv.slice(2);
const chosen = (suites) => suites.filter(({ suite }) => only === undefined || suite === only);
const cargoSuites = chosen(CARGO_SUITES);
const vitestSuites = chosen(VITEST_SUITES);
if (cargoSuites.length + vitestSuites.length === 0) {
  const names = new Set([...CARGO_SUITES, ...VITEST_SUITES].map(({ suite }) => suite));
  fail(`Name a suite: npm test -- ${[...names].join(" or ")}.`);
}
const isAlone = cargoSuites.length + vitestSuites.length === 1;
mkdirSync(results, { recursive: true });

logStep("Building what is missing or has changed");
const outcomes = (await Promise.all([runVitest(vitestSuites), runCargo(cargoSuites)])).flat();

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failures = outcomes.map((outcome) => failuresOf(outcome));
const failed = failures.reduce((sum, { count }) => sum + count, 0);
console.log("");
for (const { title, seconds } of outcomes) console.log(`  ${title}: ${seconds} s`);
for (const { title, repeated } of outcomes) if (repeated) console.log(`! ${title} needed a second try: ${repeated}`);
for (const { lines } of failures) for (const line of lines) console.log(`✗ ${line}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs suites of cargo one after the other. If other suites run too, the output of each is printed when it has ended. */
async function runCargo(suites) {
  const outcomes = [];
  for (const { title, test } of suites) {
    const start = performance.now();
    const { output = "", ...outcome } = await test().catch((error) => ({ code: 1, passed: 0, failed: 0, output: String(error.stack) }));
    const seconds = Math.round((performance.now() - start) / 1000);
    logStep(`${title}: ${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`);
    if (!isAlone) console.log(output);
    outcomes.push({ title, seconds, ...outcome });
  }
  return outcomes;
}

/** Runs a program that reports as Rust's test harness does. */
async function cargo(program, args, options) {
  const { code, output } = await run(program, args, { hidden: !isAlone, background: !isAlone, ...options });
  const outcome = { code, output, passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(/^test result: .*? (\d+) passed; (\d+) failed;/gm)) {
    outcome.passed += Number(passed);
    outcome.failed += Number(failed);
  }
  return outcome;
}

/** Tests one crate after the other. Tested together they share features, and most of the emulator's dependencies are compiled again for them. */
async function natively() {
  const all = { code: 0, output: "", passed: 0, failed: 0 };
  for (const name of ["secret-store-emulator", "stripe-secret-store"]) {
    const one = await cargo("cargo", ["test", "-p", name, "--locked", "--no-fail-fast", ...named]);
    all.code ||= one.code;
    for (const key of ["output", "passed", "failed"]) all[key] += one[key];
  }
  return all;
}

async function inChromium() {
  const [{ chromium, chromedriver }] = await Promise.all([browser(), wasmTarget(), wasmPack()]);
  const args = ["--headless", ...BROWSER_ARGS, ...(await oneConnectionEach()).map((name) => `--${name}`)];
  const options = { binary: chromium, args };
  // The test runner takes the browser's options only from this file.
  writeFileSync(join(root, "webdriver.json"), JSON.stringify({ timeouts: { pageLoad: 60_000 }, "goog:chromeOptions": options }));
  const env = {
    PATH: `${tools}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`,
    // In seconds, instead of 5 and 20: a new browser starts slowly at first.
    WASM_BINDGEN_TEST_DRIVER_TIMEOUT: "60",
    WASM_BINDGEN_TEST_TIMEOUT: "120",
  };
  const test = () =>
    cargo(join(tools, "wasm-pack"), ["test", "--headless", "--chrome", "--chromedriver", chromedriver, "--mode", "no-install"], { env });
  const first = await test();
  if (first.code === 0 || first.failed > 0) return first;
  // Most likely the browser did not start. On a busy machine the next attempt may succeed.
  const second = await test();
  return { ...second, output: `${first.output}\n${second.output}`, repeated: "no test had failed, and yet it ended badly" };
}

/** Runs suites of Vitest in one process, over the package as it would be published. */
async function runVitest(suites) {
  if (suites.length === 0) return [];
  const setUp = [browser(), headlessShell(), firefox(), webkit(), emulatorBinary(), build().then(pack), buildDashboard()];
  const [{ chromium }, shell, secondBrowser, thirdBrowser, emulator] = await Promise.all(setUp);
  const file = join(results, "vitest.json");
  rmSync(file, { force: true });
  const start = performance.now();
  const projects = suites.flatMap(({ project }) => ["--project", project]);
  const { code } = await run(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts", ...projects, ...named],
    {
      env: {
        CHROMIUM: chromium,
        HEADLESS_SHELL: shell ?? "",
        FIREFOX: secondBrowser ?? "",
        WEBKIT_DRIVER: thirdBrowser?.driver ?? "",
        XVFB: thirdBrowser?.display ?? "",
        EMULATOR_BINARY: emulator,
        VITEST_RESULTS: file,
      },
    },
  );
  const seconds = Math.round((performance.now() - start) / 1000);
  const { outcomes, cells } = readResults(file, suites, code, { isPart: named.length > 0 });
  // A part of the environments cannot write the whole table.
  const environments = outcomes.find(({ project }) => project === "environments");
  const difference = environments && named.length === 0 ? await environmentsTable(cells) : undefined;
  if (difference) {
    console.error(`✗ ${difference}`);
    environments.failed += 1;
  }
  console.log(`\n  Vitest: ${seconds} s`);
  return outcomes;
}

/** Installs the package for the tests, as it would be published. */
async function pack() {
  const packed = join(root, "target", "packed");
  const installed = join(root, "tests", "package", "node_modules", "stripe-secret-store");
  for (const folder of [packed, installed]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  await runOrExit("npm", ["pack", "--silent", "--pack-destination", packed], { quiet: true });
  const [tarball] = readdirSync(packed);
  await runOrExit("tar", ["-xzf", join(packed, tarball), "--strip-components=1", "-C", installed]);
}
