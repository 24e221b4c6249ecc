// Runs before `npm pack` and `npm publish`: builds, and writes a file for each entry to the package's root, for resolvers that do not read `exports`
// (Jest 27, TypeScript with `moduleResolution: node`). With `--clean`, it removes these files afterwards, so that the work tree stays clean.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { entries } from "./build/bundle.mjs";
import { root } from "./process.mjs";

const clean = process.argv.includes("--clean");
if (!clean) await build();

for (const entry of entries.filter((entry) => entry !== "index")) {
  // TypeScript would use a folder's package.json instead of the package's own, so each entry is a file.
  put(`${entry}.js`, `module.exports = require("./dist/${entry}.js");\n`);
  put(`${entry}.d.ts`, `export * from "./dist/${entry}.js";\n`);
}

function put(file, text) {
  if (clean) rmSync(join(root, file), { force: true });
  else writeFileSync(join(root, file), text);
}
