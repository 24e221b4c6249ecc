// Reads the results of a run of Vitest, as tests/results-reporter.ts writes them, by suite.

import { readFileSync } from "node:fs";

/**
 * Reads the results of these suites from a run that ended with `code`. Returns `outcomes`, one for each, and `cells`, the rows of docs/environments.md.
 * Where a name chose a part of the tests (`isPart`), a suite without tests is left out if another one has some.
 */
export function readResults(file, suites, code, { isPart = false } = {}) {
  const { modules, cells } = parsed(file);
  const sum = (list, key) => list.reduce((total, one) => total + one[key], 0);
  const outcomes = suites.map(({ title, project }) => {
    const own = modules.filter((module) => module.project === project);
    const seconds = Math.round(sum(own, "milliseconds") / 1000);
    return { title, project, seconds, code: 0, passed: sum(own, "passed"), failed: sum(own, "failed") };
  });
  // A failed test explains the exit code. Without one, something failed that belongs to no test.
  if (code !== 0 && outcomes.every(({ failed }) => failed === 0))
    outcomes.push({ title: "Vitest", seconds: 0, code, passed: 0, failed: 0 });
  const ran = outcomes.filter((outcome) => outcome.passed + outcome.failed + outcome.code > 0);
  return { outcomes: isPart && ran.length > 0 ? ran : outcomes, cells };
}

/** Counts the failures of an outcome and describes them. A suite that crashed or found no test must not look like one that passed. */
export function failuresOf({ title, code, passed, failed }) {
  if (failed > 0) return { count: failed, lines: [`${title}: ${failed} failed`] };
  if (code !== 0) return { count: 1, lines: [`${title}: it ended with code ${code}, which counts as one failure`] };
  if (passed === 0) return { count: 1, lines: [`${title}: no tests were found`] };
  return { count: 0, lines: [] };
}

function parsed(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Vitest ended before it had results: its exit code says so.
    return { modules: [], cells: [] };
  }
}
