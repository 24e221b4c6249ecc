// Runs all compiled sources of each folder (`run.mjs FOLDER …`), and prints each result by folder and name.

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const answers = {};
for (const folder of process.argv.slice(2)) {
  answers[folder] = {};
  for (const file of readdirSync(folder)) {
    if (!/\.[cm]?js$/.test(file)) continue;
    const { run } = await import(pathToFileURL(resolve(join(folder, file))).href);
    answers[folder][file] = await run().catch((error) => String(error));
  }
}
console.log(JSON.stringify(answers));
