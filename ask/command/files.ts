// Writes the files of the report.

import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./key";

const JSON_FILE = "stripe-answers.json";
const PAGE = "stripe-answers.md";

/** The texts of the report's files. */
export interface Texts {
  readonly json: string;
  readonly page: string;
}

/**
 * Makes the folder of the report, and tries whether its files can be written. It leaves the files of an earlier run as they are.
 *
 * @throws {UsageError}
 */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const path of [JSON_FILE, PAGE].map((name) => join(folder, name))) {
      const isNew = !existsSync(path);
      closeSync(openSync(path, "a"));
      if (isNew) rmSync(path);
    }
  } catch (error) {
    throw new UsageError(`The report cannot be written to ${folder}${codeOf(error)}. Name another folder by --out.`);
  }
}

/** Writes the files. Returns `false` after a failure, and prints the report instead, since the answers cannot be had again for nothing. */
export function writeFiles(folder: string, { json, page }: Texts): boolean {
  try {
    for (const [name, text] of [
      [JSON_FILE, json],
      [PAGE, page],
    ] as const) {
      writeFileSync(join(folder, name), text);
      console.error(`ask-stripe: Wrote ${join(folder, name)}`);
    }
    return true;
  } catch (error) {
    console.error(`ask-stripe: The report could not be written to ${folder}${codeOf(error)}. Copy it from here:`);
    console.log(json);
    return false;
  }
}

function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? "" : ` (${code})`;
}
