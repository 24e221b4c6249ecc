// Starts the longest test files first, so that no core waits at the end for one that began last. If one suite runs alone, its shortest file comes before them.

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longer than a minute in a fresh clone, longest first (two cores, November 2026). */
const LONGEST = [
  "clients/four-clients",
  "clients/async-stripe",
  "environments/bundlers",
  "environments/stripe-tools",
  "environments/typescript",
  "package/specs/wasm-pack",
  "package/specs/model",
  "environments/sandbox",
  "package/specs/oauth/fleet",
];

/** Returns the folder of a test file in tests/. */
const suiteOf = ({ moduleId }: TestSpecification) => /\/tests\/([^/]+)\//.exec(moduleId)?.[1];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
      return index < 0 ? LONGEST.length : index;
    };
    // Vitest's own order begins with the files that failed or took long in the last run.
    const sorted = (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
    // Of one suite the shortest file comes before all others: its author awaits the first result, which took 102 seconds in the environments (November 2026).
    return new Set(files.map(suiteOf)).size === 1 ? [...sorted.slice(-1), ...sorted.slice(0, -1)] : sorted;
  }
}
