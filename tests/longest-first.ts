// Starts the longest test files first, so that no core waits at the end for one that began last.

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longer than ten seconds, longest first (two cores, November 2026). */
const LONGEST = ["package/specs/oauth/fleet", "package/specs/model", "package/specs/wasm-pack"];

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
