// Before `npm pack` and `npm publish`: builds, and puts a file for each entry at the package's root, for resolvers that do not read `exports` (Jest 27,
// TypeScript with `moduleResolution: node`). Afterwards, with `--clean`, takes them away again: they are nothing to work on.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { entries } from "./build/bundle.mjs";
import { root } from "./process.mjs";

const clean = process.argv.includes("--clean");
if (!clean) await build();

for (const entry of entries.filter((entry) => entry !== "index")) {
  // A file and no folder of that name: with a folder TypeScript would take that folder's package.json for the package's own.
  put(`${entry}.js`, `module.exports = require("./dist/${entry}.js");\n`);
  put(`${entry}.d.ts`, `export * from "./dist/${entry}.js";\n`);
}

function put(file, text) {
  if (clean) rmSync(join(root, file), { force: true });
  else writeFileSync(join(root, file), text);
}
