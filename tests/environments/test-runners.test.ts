// Uses the package in the tests of Jest, Vitest, Node and zone.js: in each environment of theirs, and with each kind of fake timers.

import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { beforeAll, expect } from "vitest";
import { cell, clientEntries } from "./cell";
import { row, worksWithFakeTimers, writeEveryEntry, type Check } from "./every-entry";
import { project, type Project } from "./project";

const group = "Test runners";
let runners: Project;

beforeAll(async () => {
  runners = await project("test-runners");
  writeEveryEntry(runners);
}, 900_000);

/** Runs a test framework once. Its tests write the results of rows into files, and its report names the tests that failed. */
function framework(program: string, args: string[], prepare = async () => {}) {
  const name = `${program} ${args[0]}`;
  let report: Promise<string> | undefined;
  const run = async () => {
    const results = join(runners.folder, "results", name);
    rmSync(results, { recursive: true, force: true });
    await prepare();
    return runners.run(program, args, { RESULTS: results, CI: "1" }).catch(({ message }: Error) => message);
  };
  return async (file: string) => {
    const output = await (report ??= run());
    try {
      return JSON.parse(readFileSync(join(runners.folder, "results", name, `${file}.json`), "utf8"));
    } catch {
      throw new Error(`${name} has no results of ${file}:\n${output}`);
    }
  };
}

/** Declares a row whose results a framework writes into `file`. */
function inFramework(environment: string, packages: string[], read: ReturnType<typeof framework>, file: string, check?: Check) {
  row(
    { group, environment },
    async (versions) => {
      for (const name of packages) versions[name] = runners.version(name);
      versions.Node = process.versions.node;
      return read(file);
    },
    check,
  );
}

const vitest = framework("vitest", ["run", "--reporter=json", "--outputFile=report.json"], async () => {
  rmSync(join(runners.folder, "report.json"), { force: true });
});
for (const environment of ["node", "jsdom", "happy-dom"]) {
  const packages = environment === "node" ? ["vitest"] : ["vitest", environment];
  inFramework(`Vitest 5, ${environment}`, packages, vitest, `vitest-${environment}`);
  inFramework(`Vitest 5, ${environment}, fake timers`, packages, vitest, `vitest-${environment}-fake`, worksWithFakeTimers);
}
inFramework("Sinon's fake timers 15", ["@sinonjs/fake-timers"], vitest, "sinon", worksWithFakeTimers);

interface Report {
  testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
}
for (const entry of clientEntries) {
  cell({ group, environment: "Vitest 5, the SDK's render", entry }, async (versions) => {
    for (const name of ["vitest", "@stripe/ui-extension-sdk", "react"]) versions[name] = runners.version(name);
    versions.Node = process.versions.node;
    await vitest("vitest-node");
    const { testResults }: Report = JSON.parse(readFileSync(join(runners.folder, "report.json"), "utf8"));
    const own = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ title }) => title === `${entry}, the SDK's render`);
    expect(own).toEqual([expect.objectContaining({ status: "passed" })]);
  });
}

const jest = framework("jest", ["--config", "jest.config.cjs", "--runInBand"], async () => {
  await esbuild.build({
    absWorkingDir: runners.folder,
    entryPoints: ["every-entry.jest.mjs"],
    outfile: "every-entry.jest.cjs",
    bundle: true,
    format: "cjs",
    platform: "node",
    packages: "external",
  });
});
for (const environment of ["node", "jsdom"]) {
  inFramework(`Jest 30, ${environment}`, ["jest"], jest, `jest-${environment}`);
  for (const kind of ["modern", "legacy"])
    inFramework(`Jest 30, ${environment}, ${kind} fake timers`, ["jest"], jest, `jest-${environment}-${kind}`, worksWithFakeTimers);
}

const node = framework("node", ["--test", "node.test.mjs"]);
inFramework("Node's test runner, fake timers", [], node, "node", worksWithFakeTimers);

const zone = framework("node", ["zone.mjs"]);
inFramework("zone.js 0.16, fakeAsync", ["zone.js"], zone, "zone", worksWithFakeTimers);
