// Runs before `npm pack` and `npm publish`: builds, and writes a file for each entry to the package's root, for resolvers that do not read `exports`
// (Jest 27, TypeScript with `moduleResolution: node`). With `--clean`, it removes these files afterwards, so that the work tree stays clean.

//
// With REPOSITORY, it also writes that address into package.json and README.md, and `--clean` restores them.

import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { entries } from "./build/bundle.mjs";
import { root } from "./process.mjs";
import { namedManifest, repositoryAddress, withAbsoluteLinks } from "./release/address.mjs";

const NAMED = ["package.json", "README.md"];
const originals = join(root, "target", "before-packing");

const clean = process.argv.includes("--clean");
// An earlier run may have ended before it restored them.
restore();
if (!clean) await build();

for (const entry of entries.filter((entry) => entry !== "index")) {
  // TypeScript would use a folder's package.json instead of the package's own, so each entry is a file.
  put(`${entry}.js`, `module.exports = require("./dist/${entry}.js");\n`);
  put(`${entry}.d.ts`, `export * from "./dist/${entry}.js";\n`);
}
if (!clean) nameRepository(repositoryAddress());

function put(file, text) {
  if (clean) rmSync(join(root, file), { force: true });
  else writeFileSync(join(root, file), text);
}

function nameRepository(address) {
  if (address === undefined) return;
  mkdirSync(originals, { recursive: true });
  for (const file of NAMED) copyFileSync(join(root, file), join(originals, file));
  const [manifest, readme] = NAMED.map((file) => readFileSync(join(root, file), "utf8"));
  const { version } = JSON.parse(manifest);
  writeFileSync(join(root, "package.json"), `${JSON.stringify(namedManifest(JSON.parse(manifest), address), null, 2)}\n`);
  writeFileSync(join(root, "README.md"), withAbsoluteLinks(readme, address, version));
}

function restore() {
  for (const file of NAMED) if (existsSync(join(originals, file))) renameSync(join(originals, file), join(root, file));
}
