// Keeps results in files, since each test framework prints in another way.

import { mkdirSync, writeFileSync } from "node:fs";

/** Writes the results of a row, by entry. */
export function record(row, results) {
  mkdirSync(process.env.RESULTS, { recursive: true });
  writeFileSync(`${process.env.RESULTS}/${row}.json`, JSON.stringify(results));
}
