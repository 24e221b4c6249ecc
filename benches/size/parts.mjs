// Lists the parts of the client: the module's functions by crate, and the files of the JavaScript.

import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundling } from "../../scripts/build/bundle.mjs";
import { namedClient } from "../../scripts/build/modules.mjs";
import { root } from "../../scripts/process.mjs";
import { readModule } from "./wasm-file.mjs";

/** Returns the shipped module's functions, the largest first, and a row for all other bytes: `{ crate, function, bytes }`. */
export async function wasmParts() {
  // The shipped module has no names. They come from another build with the same flags.
  const shipped = readModule(readFileSync(join(root, "pkg/client/client_bg.wasm")));
  const named = readModule(await namedClient());
  const functions = named.functions.map(({ name, bytes }) => ({ ...origin(name), bytes }));
  const rows = [...functions, { crate: "", function: "imports, exports, data and the rest", bytes: shipped.rest }];
  return rows.sort((a, b) => b.bytes - a.bytes);
}

/** Returns the bytes of all functions of the shipped module. */
export const shippedCode = () =>
  readModule(readFileSync(join(root, "pkg/client/client_bg.wasm"))).functions.reduce((sum, { bytes }) => sum + bytes, 0);

/** Splits a Rust path into the crate and the rest. A name without a path is an export of the client. */
function origin(name = "(no name)") {
  const path = name.replace(/^<(?:&|mut )*/, "").replace(/(?:::|\[)[0-9a-f]{16}\]?$|::h[0-9a-f]{16}$/, "");
  const [, crate, rest] = /^(\w+)(?:\[\w+\])?::(.*)$/.exec(path) ?? [, "stripe_secret_store", path];
  return { crate, function: rest };
}

/** Returns the bytes of an entry's files, minified, the largest first: `{ file, bytes }`. */
export async function moduleParts(entry) {
  const { metafile } = await build({
    ...bundling("esm", "client"),
    entryPoints: [`js/${entry}.ts`],
    minify: true,
    write: false,
    metafile: true,
    outdir: "dist",
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  const rows = Object.entries(inputs).map(([file, { bytesInOutput }]) => ({ file, bytes: bytesInOutput }));
  return rows.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
}
