// Bundles js/ and the modules into dist/: one file for each entry and kind of module.

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../process.mjs";

/** The entries, by their files in js/ and dist/, as package.json names them. */
export const entries = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).exports)
  .filter((path) => path !== "./package.json")
  .map((path) => (path === "." ? "index" : path.slice(2)));

/** Writes the scripts of some entries into dist/. `module` is the module in them: `client` or `emulator`. */
export async function bundle(chosen, module) {
  const esbuild = await import("esbuild");
  for (const format of ["esm", "cjs"])
    await esbuild.build({ ...bundling(format, module), entryPoints: chosen.map((entry) => `js/${entry}.ts`), outdir: "dist" });
}

/** Returns the options of the bundler, for ES modules (.mjs) or CommonJS (.js). */
export function bundling(format, module) {
  // The short names of the module's exports, which its JavaScript has by their long names.
  const mangleCache = JSON.parse(readFileSync(join(root, `pkg/${module}/${module}_exports.json`), "utf8"));
  const extension = format === "esm" ? ".mjs" : ".js";
  return {
    absWorkingDir: root,
    bundle: true,
    format,
    outExtension: { ".js": extension },
    platform: "neutral",
    // Old bundlers such as Stripe's lower the shipped code again, to ES2015. It must not be newer than they can read.
    target: "es2020",
    legalComments: "none",
    minifySyntax: true,
    mangleCache,
    mangleProps: new RegExp(`^(?:${Object.keys(mangleCache).join("|")})$`),
    inject: ["js/text-codec.ts"],
    external: ["react"],
    logLevel: "warning",
    plugins: [inlineWasm, oneOfEach, otherEntries(extension)],
  };
}

/** Makes entries import other entries from their files in dist/, so that no bundle contains them twice. */
const otherEntries = (extension) => ({
  name: "other-entries",
  setup(build) {
    build.onResolve({ filter: /\/(index|oauth)\.js$/ }, ({ importer, path }) =>
      importer.startsWith(join(root, "js"))
        ? { path: `./${basename(path, ".js")}${extension}`, external: true, sideEffects: false }
        : undefined,
    );
  },
});

/** Replaces the copies of js/ that wasm-bindgen writes next to a module by the files themselves, since they have state: the client's values, the instance. */
const oneOfEach = {
  name: "one-of-each",
  setup(build) {
    build.onResolve({ filter: /\/snippets\/stripe-secret-store-[^/]+\/js\// }, ({ path }) => ({ path: join(root, "js", basename(path)) }));
  },
};

/**
 * Encodes a module's bytes as a string of printable ASCII, which js/instantiate.ts decodes: a character for each byte below 92, and one more before it for the others. Bundlers
 * write other characters as escapes of at least four characters, which cost 0.17 kB of the client's bundle, compressed (November 2026). Three bits are
 * flipped: that saves 47 bytes more, the best of all masks.
 */
const printable = (binary) =>
  [...binary.map((byte) => byte ^ 7)].map((byte) => ["", "!", " "][Math.floor(byte / 92)] + String.fromCharCode(35 + (byte % 92))).join("");

const inlineWasm = {
  name: "inline-wasm",
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, ({ path }) => ({
      contents: `export default ${JSON.stringify(printable(readFileSync(path)))};`,
      loader: "js",
    }));
  },
};
