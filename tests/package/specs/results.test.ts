// Checks how `npm test` counts: a failed suite must never look like one that passed.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
// @ts-expect-error The script is plain JavaScript
import { failuresOf, readResults } from "../../../scripts/test/results.mjs";

const folder = mkdtempSync(join(tmpdir(), "results-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SUITES = [
  { title: "One", project: "one" },
  { title: "Another", project: "another" },
];
const passing = (project: string) => ({ project, milliseconds: 1_400, passed: 2, failed: 0 });

/** Reads the results of a run with these modules and this exit code, and returns its failures. */
function failures(modules: object[], code: number): string[] {
  const file = join(folder, "vitest.json");
  writeFileSync(file, JSON.stringify({ modules, cells: [] }));
  return readResults(file, SUITES, code).outcomes.flatMap((outcome: object) => failuresOf(outcome).lines);
}

test("adds up the files of each suite", () => {
  const file = join(folder, "several.json");
  writeFileSync(file, JSON.stringify({ modules: [passing("one"), passing("one"), passing("another")], cells: ["a cell"] }));
  const { outcomes, cells } = readResults(file, SUITES, 0);
  expect(outcomes).toMatchObject([
    { title: "One", seconds: 3, passed: 4, failed: 0 },
    { title: "Another", seconds: 1, passed: 2, failed: 0 },
  ]);
  expect(cells).toEqual(["a cell"]);
  expect(outcomes.map(failuresOf)).toEqual([
    { count: 0, lines: [] },
    { count: 0, lines: [] },
  ]);
});

test("counts each failed test of a suite", () => {
  expect(failures([passing("one"), { ...passing("another"), failed: 3 }], 1)).toEqual(["Another: 3 failed"]);
});

test("counts a suite without tests as one failure", () => {
  expect(failures([passing("one")], 0)).toEqual(["Another: no tests were found"]);
});

test("expects tests in one project of a suite alone, where a name chooses a part of them", () => {
  const file = join(folder, "part.json");
  const lines = (modules: object[]) => {
    writeFileSync(file, JSON.stringify({ modules, cells: [] }));
    return readResults(file, SUITES, 0, { isPart: true }).outcomes.flatMap((outcome: object) => failuresOf(outcome).lines);
  };
  expect(lines([passing("one")])).toEqual([]);
  expect(lines([passing("one"), { ...passing("another"), failed: 1 }])).toEqual(["Another: 1 failed"]);
  expect(lines([])).toEqual(["One: no tests were found", "Another: no tests were found"]);
});

test("counts an exit code that no failed test explains as one failure", () => {
  expect(failures([passing("one"), passing("another")], 1)).toEqual(["Vitest: it ended with code 1, which counts as one failure"]);
});

test("counts each suite of a run that ended before it had results", () => {
  const { outcomes } = readResults(join(folder, "missing.json"), SUITES, 134);
  expect(outcomes.map((outcome: object) => failuresOf(outcome).count)).toEqual([1, 1, 1]);
});
