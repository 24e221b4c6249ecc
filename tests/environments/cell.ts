// Declares a test for each environment and each entry of the package. Each is a cell of the table in docs/environments.md, which
// scripts/environments.mjs writes from the results of this run.

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
  /** The row, without versions, which are added to it. */
  environment: string;
  /** The column, as the entry is imported. */
  entry: string;
  /** The versions of the programs that ran, by name. */
  versions: Record<string, string>;
  /** The right result if it is not the four operations, such as an error with advice. */
  instead?: string;
  /** The reason why it was not run. */
  notRun?: string;
}

/** The table's headings. scripts/environments.mjs has their order, and rejects others. */
type Group =
  | "Stripe's tools"
  | "Stripe's sandbox"
  | "Browsers"
  | "Bundlers and frameworks"
  | "Test runners"
  | "Node"
  | "Other runtimes"
  | "Package managers"
  | "TypeScript";

/** Every entry of the packed package, by its name in an import: `stripe-secret-store`, `stripe-secret-store/wasm`, … */
export const entries: string[] = Object.keys(manifest().exports)
  .filter((path) => path !== "./package.json")
  .map((path) => path.replace(/^\./, "stripe-secret-store"));

/** The entries that export the client. The others use it. */
export const clientEntries = entries.filter((entry) =>
  /\bclass SecretStoreClient\b|^export \* from "\.\/index/m.test(declarationOf(entry)),
);

/** Returns the implementation of an entry where WebAssembly may be compiled. */
export const backendOf = (entry: string) => (entry.endsWith("/js") ? "js" : "wasm");

/** The cell of an entry that needs WebAssembly where that is forbidden: it fails, and its error says what to do. */
export const REFUSES = "refuses with advice";

/** Returns the result of `fourOperations` in projects/four-operations.mjs. */
export const expected = (backend: string) => JSON.stringify([backend, "payload 😀", "name ü", true, null, "invalid_name", true, true]);

/**
 * Declares a cell. `run` makes the four operations and checks them, or returns the right result as a string if it is something else. It may add
 * versions to its argument as soon as it knows them.
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

/** Declares a cell that cannot be run here, with the reason. It counts neither as passed nor as failed. */
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
