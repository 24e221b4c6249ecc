// Runs all compiled sources of a folder, and prints each result by name.

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const answers = {};
for (const file of readdirSync(folder)) {
  if (!/\.[cm]?js$/.test(file)) continue;
  const { run } = await import(pathToFileURL(resolve(join(folder, file))).href);
  answers[file] = await run().catch((error) => String(error));
}
console.log(JSON.stringify(answers));
