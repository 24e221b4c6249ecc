// Fills a row of the table by one program that uses every entry, where a program for each entry would take too long.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { backendOf, cell, clientEntries, expected, notRun, REFUSES, type Cell } from "./cell";
import { folderOf, type Project } from "./project";

/** The results of `useEvery` in the project, by entry. */
export type Results = Record<string, string>;

/**
 * Copies the project's sources, and writes every-entry.mjs and fake-timers.mjs next to them. The first exports `useEvery`, which makes the four operations by
 * every entry, `loadEvery`, which loads every entry's module, and `startCallEvery`, which starts a call by every entry.
 */
export function writeEveryEntry(project: Project): void {
  const source = readFileSync(join(import.meta.dirname, "projects/every-entry.mjs"), "utf8");
  project.use("stripe-secret-store");
  for (const entry of clientEntries) {
    const folder = folderOf(entry);
    project.use(entry, folder);
    writeFileSync(join(project.folder, folder, "entry.mjs"), source.replace(/"stripe-secret-store"/g, JSON.stringify(entry)));
  }
  const each = (code: (n: number, entry: string) => string) => clientEntries.map((entry, n) => code(n, JSON.stringify(entry)));
  const text = [
    ...each((n, entry) => `import * as entry${n} from "./${folderOf(JSON.parse(entry))}/entry.mjs";`),
    "export const useEvery = async (emulator) => ({",
    ...each((n, entry) => `  ${entry}: await entry${n}.use(emulator),`),
    "});",
    "export const loadEvery = () => {",
    ...each((n) => `  entry${n}.implementation();`),
    "};",
    "export const startCallEvery = (codes) => {",
    ...each((n, entry) => `  entry${n}.startCall((code) => (codes[${entry}] = code));`),
    "};\n",
  ].join("\n");
  writeFileSync(join(project.folder, "every-entry.mjs"), text);
  cpSync(join(import.meta.dirname, "projects/fake-timers.mjs"), join(project.folder, "fake-timers.mjs"));
}

/** Checks an entry's result, and returns the right one if it is not the four operations. */
export type Check = (entry: string, result: string | undefined) => string | void;

const works: Check = (entry, result) => {
  expect(result).toBe(expected(backendOf(entry)));
};

/** Accepts results without WebAssembly: by JavaScript, and an error with advice from the entry that is WebAssembly alone. */
export const worksWithoutWasm: Check = (entry, result) => {
  const needsWasm = entry.endsWith("/wasm");
  if (needsWasm) expect(result).toMatch(/^webassembly_unavailable: .*\bstripe-secret-store\/js\b/);
  else expect(result).toBe(expected("js"));
  return needsWasm ? REFUSES : undefined;
};

/** Expects the four operations under fake timers, and a timeout at its time but not a millisecond earlier: see `useFaked` in projects/fake-timers.mjs. */
export const worksWithFakeTimers: Check = (entry, result) => {
  expect(JSON.parse(result!)).toEqual([expected(backendOf(entry)), 0, "timeout"]);
};

interface Row extends Pick<Cell, "group" | "environment"> {
  /** The reason why it cannot be run here. */
  missing?: string | undefined;
}

/** Declares a row. `run` is called once for all of its cells. */
export function row(
  { group, environment, missing }: Row,
  run: (versions: Record<string, string>) => Promise<Results>,
  check: Check = works,
) {
  if (missing) return clientEntries.forEach((entry) => notRun({ group, environment, entry }, missing));
  const versionsOfRow: Record<string, string> = {};
  let results: Promise<Results> | undefined;
  for (const entry of clientEntries) {
    cell({ group, environment, entry }, async (versions) => {
      const found = (await (results ??= run(versionsOfRow)))[entry];
      Object.assign(versions, versionsOfRow);
      return check(entry, found);
    });
  }
}

/** Returns the results that a program or a test wrote, as a line of JSON with or without the word `results: ` before it. */
export function resultsIn(output: string): Results[] {
  return [...output.matchAll(/^(?:results: )?(\{"stripe-secret-store.*\})$/gm)].map(([, json]) => JSON.parse(json!));
}
