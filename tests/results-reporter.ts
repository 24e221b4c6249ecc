// Writes what scripts/test.mjs counts: the tests of each file, how long each file took, and the cells of docs/environments.md.

import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

export default class ResultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env.VITEST_RESULTS;
    if (file === undefined) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const cells = tests.flatMap((test) => {
      const { cell } = test.meta() as { cell?: object };
      return cell ? [{ ...cell, status: test.result().state }] : [];
    });
    writeFileSync(file, JSON.stringify({ modules: modules.map(summary), cells }));
  }
}

function summary(module: TestModule) {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const count = (state: string) => states.filter((one) => one === state).length;
  const { duration, collectDuration, environmentSetupDuration, prepareDuration } = module.diagnostic();
  const failed = count("failed");
  return {
    project: module.project.name,
    file: module.relativeModuleId,
    milliseconds: Math.round(duration + collectDuration + environmentSetupDuration + prepareDuration),
    passed: count("passed"),
    // A file that could not be loaded, or whose hook failed, has failed without a test that did.
    failed: failed === 0 && module.state() === "failed" ? 1 : failed,
  };
}
