// Builds the package. What it makes, and from what:
//
//   pkg/client     the shipped module, no std, and its glue     src/, js/driver.js, js/error.js
//   pkg/types      the declarations; its module is thrown away  src/ with the feature `typescript`
//   pkg/emulator   the emulator's module and glue               emulator/
//   dist           what is published                            js/ and all of the above

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative } from "node:path";
import { must, root, say } from "./process.mjs";
import { npmPackages, tools, wasmTarget, wasmTools } from "./setup.mjs";

const STAMP = join(root, "target", "build.stamp");
const TARGET = "wasm32-unknown-unknown";
// No unrolled loops and half the usual inlining: 40 bytes of the bundle, compressed (November 2026).
const SMALL = "-Cllvm-args=-unroll-threshold=0 -Cllvm-args=-inline-threshold=120";

/** Builds what is out of date. */
export async function build() {
  await npmPackages();
  await wasmTarget();
  await wasmTools();
  const inputs = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === inputs && existsSync(join(root, "dist/testing.d.ts"))) return;

  say("Building the client (WebAssembly)");
  await module(
    "client",
    "stripe_secret_store",
    ["--release", "-p", "stripe-secret-store", "--no-default-features", "--features", "wasm"],
    SMALL,
  );
  await optimise("pkg/client/client_bg.wasm");

  say("Building the emulator (WebAssembly)");
  await module("emulator", "secret_store_emulator", ["--release", "-p", "secret-store-emulator"], withoutPaths());
  await optimise("pkg/emulator/emulator_bg.wasm");

  say("Generating the types");
  await module("types", "stripe_secret_store", ["-p", "stripe-secret-store"]);

  say("Bundling dist/");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await bundle();
  await declarations();

  mkdirSync(join(root, "target"), { recursive: true });
  writeFileSync(STAMP, inputs);
}

/** Compiles a module and generates its glue into pkg/NAME. */
async function module(name, library, args, flags = "") {
  // A folder each: with other flags cargo would build everything anew at each change between them.
  const folder = `target/${name}`;
  await must("cargo", ["build", "--locked", "--lib", "--target", TARGET, "--target-dir", folder, ...args], { env: { RUSTFLAGS: flags } });
  const wasm = `${folder}/${TARGET}/${args.includes("--release") ? "release" : "debug"}/${library}.wasm`;
  rmSync(join(root, "pkg", name), { recursive: true, force: true });
  // `bundler` is the one target whose glue leaves the instantiating to others: no fetch, no import.meta.
  const declarations = name === "types" ? [] : ["--no-typescript"];
  await must(join(tools, "wasm-bindgen"), ["--target", "bundler", "--out-dir", `pkg/${name}`, "--out-name", name, ...declarations, wasm]);
}

/** Flags that keep this machine's folders out of what is published: panics name the sources of dependencies. */
function withoutPaths() {
  const sources = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src");
  const folders = existsSync(sources) ? readdirSync(sources).map((name) => join(sources, name)) : [];
  return [...folders, root.replace(/\/$/, "")].map((folder) => `--remap-path-prefix=${folder}=.`).join(" ");
}

async function optimise(wasm) {
  // The features that Rust turns on by default; wasm-opt does not read them all from the file once it is stripped.
  const features = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
  const flags = ["-Oz", "--gufa", "-Oz", "--converge", "--strip-debug", "--strip-producers", "--strip-target-features"];
  await must(join(root, "node_modules/.bin/wasm-opt"), [...flags, ...features.map((name) => `--enable-${name}`), wasm, "-o", wasm]);
}

async function bundle() {
  const esbuild = await import("esbuild");
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["js/index.ts", "js/testing.ts"],
    outdir: "dist",
    bundle: true,
    format: "esm",
    platform: "neutral",
    // What is shipped is lowered again by old bundlers, to ES2015 (Stripe's own): nothing newer than they can read.
    target: "es2020",
    // The modules' bytes are in string literals, which escapes would make longer.
    charset: "utf8",
    legalComments: "none",
    inject: ["js/text.ts"],
    plugins: [inlineWasm],
    logLevel: "warning",
  });
}

/** `import binary, { imports } from "x.wasm"` gives the bytes as a string, one a character, and the modules that it imports. */
const inlineWasm = {
  name: "inline-wasm",
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, ({ path }) => {
      const bytes = readFileSync(path);
      const imported = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
      const modules = [...new Set(imported.map(({ module }) => module))];
      // Each by its name, rather than whole modules: what nobody imports can be left out.
      const names = modules.map((module) => imported.filter((one) => one.module === module).map(({ name }) => name));
      const lines = [
        ...modules.map((module, m) => `import { ${names[m].map((name, n) => `${name} as i${m}_${n}`)} } from ${JSON.stringify(module)};`),
        `export const imports = { ${modules.map((module, m) => `${JSON.stringify(module)}: { ${names[m].map((name, n) => `${name}: i${m}_${n}`)} }`)} };`,
        `export default ${JSON.stringify(bytes.toString("latin1"))};`,
      ];
      return { contents: lines.join("\n"), loader: "js", resolveDir: dirname(path) };
    });
  },
};

async function declarations() {
  // The generated declaration is the public one. TypeScript 5.2 and newer want to be told of the library that `[Symbol.dispose]` is from.
  const generated = readFileSync(join(root, "pkg/types/types.d.ts"), "utf8");
  writeFileSync(join(root, "dist/index.d.ts"), `/// <reference lib="esnext.disposable" />\n${generated}`);
  // What a deleted source left there must not be published.
  rmSync(join(root, "target/declarations"), { recursive: true, force: true });
  await must(join(root, "node_modules/.bin/tsc"), ["-p", "js/tsconfig.json"]);
  mkdirSync(join(root, "dist/testing"));
  publish("testing.d.ts", new Set());
}

/** Copies a declaration, and those that it imports: the others are nobody's business. */
function publish(file, published) {
  if (published.has(file)) return;
  published.add(file);
  const from = join(root, "target/declarations", file);
  copyFileSync(from, join(root, "dist", file));
  for (const [, path] of readFileSync(from, "utf8").matchAll(/ from "(\.\/[^"]+)\.js"/g))
    publish(join(dirname(file), `${path}.d.ts`), published);
}

/** A hash of everything that the build reads. */
function fingerprint() {
  const hash = createHash("sha256");
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== "node_modules" && name !== "target") add(join(path, name));
    } else hash.update(relative(root, path)).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const name of [
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    "tools/Cargo.lock",
    "src",
    "emulator/Cargo.toml",
    "emulator/src",
    "js",
    "scripts/build.mjs",
  ]) {
    add(join(root, name));
  }
  return hash.digest("hex");
}

if (process.argv[1] === import.meta.filename) await build();
