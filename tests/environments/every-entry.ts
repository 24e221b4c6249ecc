// Fills a row of the table by one program that uses every entry, where a program for each entry would take too long.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { backendOf, cell, clientEntries, expected, notRun, REFUSES, type Cell } from "./cell";
import { folderOf, type Project } from "./project";

/** The results of `useEvery` in the project, by entry. */
export type Results = Record<string, string>;

/**
 * Copies the project's sources and writes every-entry.mjs next to them. It exports `useEvery`, which makes the four operations by every entry, and
 * `loadEvery`, which loads every entry's module.
 */
export function writeEveryEntry(project: Project): void {
  const source = readFileSync(join(import.meta.dirname, "projects/every-entry.mjs"), "utf8");
  project.use("stripe-secret-store");
  for (const entry of clientEntries) {
    const folder = folderOf(entry);
    project.use(entry, folder);
    writeFileSync(join(project.folder, folder, "entry.mjs"), source.replace(/"stripe-secret-store"/g, JSON.stringify(entry)));
  }
  const imports = clientEntries.map((entry, n) => `import * as entry${n} from "./${folderOf(entry)}/entry.mjs";`);
  const results = clientEntries.map((entry, n) => `  ${JSON.stringify(entry)}: await entry${n}.use(emulator),`);
  const loads = clientEntries.map((_, n) => `  entry${n}.implementation();`);
  writeFileSync(
    join(project.folder, "every-entry.mjs"),
    [
      ...imports,
      `export const useEvery = async (emulator) => ({\n${results.join("\n")}\n});`,
      `export const loadEvery = () => {\n${loads.join("\n")}\n};\n`,
    ].join("\n"),
  );
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
