// Writes the declarations in dist/: the client's are generated from Rust, and TypeScript makes the others from js/.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, runOrExit } from "../process.mjs";
import { entries } from "./bundle.mjs";

/** Writes the declarations of each entry, for ES modules (.d.mts) and for CommonJS (.d.ts). */
export async function declarations() {
  // A declaration of a deleted source must not be published.
  rmSync(join(root, "target/declarations"), { recursive: true, force: true });
  await runOrExit(join(root, "node_modules/.bin/tsc"), ["-p", "js/tsconfig.json"]);
  mkdirSync(join(root, "dist"), { recursive: true });
  for (const entry of readdirSync(join(root, "dist"), { withFileTypes: true })) {
    if (entry.isDirectory() || /\.d\.m?ts$/.test(entry.name)) rmSync(join(root, "dist", entry.name), { recursive: true });
  }
  // The generated declaration is the public one.
  publish("index.d.ts", `${headOf("index")}${readFileSync(join(root, "pkg/types/types.d.ts"), "utf8")}`);
  for (const entry of ["wasm", "js"]) publish(`${entry}.d.ts`, `${headOf(entry)}export * from "./index.js";\n`);
  const others = entries.filter((entry) => !["index", "wasm", "js"].includes(entry));
  for (const entry of others) publishWithImports(`${entry}.d.ts`, new Set(["index.d.ts"]));
}

/** Returns the comment that describes an entry as a whole, from its source. */
const headOf = (entry) => /^\/\*\*[^]*?\*\/\n/.exec(readFileSync(join(root, `js/${entry}.ts`), "utf8"))[0];

/** Copies a declaration and those that it imports. The others stay internal. */
function publishWithImports(file, published) {
  if (published.has(file)) return;
  published.add(file);
  const text = readFileSync(join(root, "target/declarations", file), "utf8");
  publish(file, text);
  for (const [, path] of text.matchAll(IMPORT)) publishWithImports(join(dirname(file), `${path}.d.ts`), published);
}

const IMPORT = /(?<= from ")(\.{1,2}\/[^"]+)\.js(?=")/g;

function publish(file, text) {
  mkdirSync(dirname(join(root, "dist", file)), { recursive: true });
  writeFileSync(join(root, "dist", file), text);
  writeFileSync(join(root, "dist", file.replace(/ts$/, "mts")), text.replace(IMPORT, "$1.mjs"));
}
