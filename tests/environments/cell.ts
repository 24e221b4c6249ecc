// One test for each environment and each entry of the package: a cell of the table in docs/environments.md, which scripts/environments.mjs
// makes from the results of this run.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "vitest";
import { tarballFolder } from "./project";

declare module "vitest" {
  interface TaskMeta {
    cell?: Cell;
  }
}

export interface Cell {
  /** The heading in the table. */
  group: Group;
  /** The row, without versions: those are added to it. */
  environment: string;
  /** The column: as it is imported. */
  entry: string;
  /** What ran, by name, with the versions that it said of itself. */
  versions: Record<string, string>;
  /** What is right here instead of the four operations, such as an error that says what to do. */
  instead?: string;
  /** Why it was not run. */
  notRun?: string;
}

/** The table's headings: scripts/environments.mjs has their order, and refuses others. */
export type Group = "Stripe's tools" | "Stripe's sandbox" | "Node" | "TypeScript" | "Bundlers and frameworks" | "Browsers";

/** Every entry of the packed package, as it is imported: `stripe-secret-store`, `stripe-secret-store/wasm`, … */
export const entries: string[] = Object.keys(manifest().exports)
  .filter((path) => path !== "./package.json")
  .map((path) => path.replace(/^\./, "stripe-secret-store"));

/** Those that export the client, rather than use it. */
export const clientEntries = entries.filter((entry) =>
  /\bclass SecretStoreClient\b|^export \* from "\.\/index/m.test(declarationOf(entry)),
);

/** Which backend an entry has, where WebAssembly may be compiled. */
export const backendOf = (entry: string) => (entry.endsWith("/js") ? "js" : "wasm");

/** What `fourOperations` of projects/four-operations.mjs answers. */
export const expected = (backend: string) => JSON.stringify([backend, "payload 😀", "name ü", true, null, "invalid_name", true, true]);

/**
 * Declares a cell. `run` does what is to be seen and expects it; it may put versions into what it is given, as soon as it knows them.
 * Answering a string says what is right there in place of the four operations.
 */
export function cell(
  { group, environment, entry }: Pick<Cell, "group" | "environment" | "entry">,
  run: (versions: Record<string, string>, context: TestContext) => Promise<string | void>,
  timeout = 300_000,
) {
  test(`${environment}: ${entry}`, { timeout }, async (context) => {
    const cell: Cell = { group, environment, entry, versions: {} };
    context.task.meta.cell = cell;
    const instead = await run(cell.versions, context);
    if (instead) cell.instead = instead;
  });
}

/** Declares a cell that cannot be run here, and why. It is counted neither as passed nor as failed. */
export function notRun({ group, environment, entry }: Pick<Cell, "group" | "environment" | "entry">, why: string) {
  test(`${environment}: ${entry}`, (context) => {
    context.task.meta.cell = { group, environment, entry, versions: {}, notRun: why };
    context.skip(why);
  });
}

function manifest() {
  return JSON.parse(readFileSync(join(tarballFolder, "package.json"), "utf8"));
}

function declarationOf(entry: string) {
  const file = manifest().exports[entry.replace("stripe-secret-store", ".")].require.types;
  return readFileSync(join(tarballFolder, file), "utf8");
}
