// Runs what a compiler made of the sources, all of a folder, and prints what each answers, by its name.

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
