// Starts the longest test files first, so that no core waits at the end for one that began last.

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

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
      return index < 0 ? LONGEST.length : index;
    };
    // Vitest's own order begins with the files that failed or took long in the last run.
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
