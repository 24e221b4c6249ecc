// Builds the package. What it makes, and from what:
//
//   pkg/client     the shipped module, no std, its glue, and    src/, js/driver.js, js/error.js, js/values.js
//                  the same module without WebAssembly
//   pkg/types      the declarations; its module is thrown away  src/ with the feature `typescript`
//   pkg/emulator   the emulator's module and glue               emulator/
//   dist           what is published                            js/ and all of the above

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { must, root, say } from "./process.mjs";
import { shortenImports } from "./shorten-imports.mjs";
import { npmPackages, tools, wasmTarget, wasmTools } from "./setup.mjs";

const STAMP = join(root, "target", "build.stamp");
const TARGET = "wasm32-unknown-unknown";
const CLIENT_FLAGS = [
  // No unrolled loops and half the usual inlining: 40 bytes of the bundle, compressed (November 2026).
  "-Cllvm-args=-unroll-threshold=0",
  "-Cllvm-args=-inline-threshold=120",
  // wasm2js takes no table of references. Without one the glue keeps what Rust holds in an array, so that one glue serves both builds; and the
  // WebAssembly is smaller too.
  "-Ctarget-feature=-reference-types,-multivalue",
  // Instead of 1 MiB, which the build without WebAssembly would allocate and fill with zeros.
  "-Clink-arg=-zstack-size=16384",
].join(" ");
// What of WebAssembly's later features the compiler uses then.
const CLIENT_FEATURES = ["bulk-memory", "bulk-memory-opt", "mutable-globals", "nontrapping-float-to-int", "sign-ext"];
const EMULATOR_FEATURES = [...CLIENT_FEATURES, "multivalue", "reference-types"];

/** The entries, by their files in js/ and dist/, as package.json names them. */
export const entries = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).exports)
  .filter((path) => path !== "./package.json")
  .map((path) => (path === "." ? "index" : path.slice(2)));

/** Builds what is out of date. */
export async function build() {
  await npmPackages();
  await wasmTarget();
  await wasmTools();
  const inputs = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === inputs && existsSync(join(root, "dist/testing.d.ts"))) return;

  say("Building the client (WebAssembly)");
  await module("client", "stripe_secret_store", {
    args: ["--release", "-p", "stripe-secret-store", "--no-default-features", "--features", "wasm"],
    flags: CLIENT_FLAGS,
    features: CLIENT_FEATURES,
  });
  await optimise("client", CLIENT_FEATURES);
  say("Building the client (JavaScript)");
  await withoutWasm("client", CLIENT_FEATURES);

  say("Building the emulator (WebAssembly)");
  await module("emulator", "secret_store_emulator", { args: ["--release", "-p", "secret-store-emulator"], flags: withoutPaths() });
  await optimise("emulator", EMULATOR_FEATURES);

  say("Generating the types");
  await module("types", "stripe_secret_store", { args: ["-p", "stripe-secret-store"] });

  say("Bundling dist/");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await bundle();
  await declarations();

  mkdirSync(join(root, "target"), { recursive: true });
  writeFileSync(STAMP, inputs);
}

/** Compiles a module and generates its glue into pkg/NAME. With `features` the module is said to use no others. */
async function module(name, library, { args, flags = "", features }) {
  // A folder each: with other flags cargo would build everything anew at each change between them.
  const folder = `target/${name}`;
  await must("cargo", ["build", "--locked", "--lib", "--target", TARGET, "--target-dir", folder, ...args], { env: { RUSTFLAGS: flags } });
  const wasm = `${folder}/${TARGET}/${args.includes("--release") ? "release" : "debug"}/${library}.wasm`;
  rmSync(join(root, "pkg", name), { recursive: true, force: true });
  // The standard library was compiled with all features and lists them, used or not; wasm-bindgen believes the list.
  const listed = features ? `${folder}/${library}.wasm` : wasm;
  if (features) await wasmOpt(wasm, listed, features, ["--strip-target-features"]);
  // `bundler` is the one target whose glue leaves the instantiating to others: no fetch, no import.meta.
  const declarations = name === "types" ? [] : ["--no-typescript"];
  await bindgen(listed, `pkg/${name}`, name, declarations);
}

function bindgen(wasm, folder, name, flags) {
  return must(join(tools, "wasm-bindgen"), ["--target", "bundler", "--out-dir", folder, "--out-name", name, ...flags, wasm]);
}

/** The client's module as it was built last, with the names of its functions: where it is. For benches/size.mjs, which tells what fills it. */
export async function namedClient() {
  const listed = "target/client/named.wasm";
  await wasmOpt(`target/client/${TARGET}/release/stripe_secret_store.wasm`, listed, CLIENT_FEATURES, [
    "--strip-target-features",
    "--debuginfo",
  ]);
  await bindgen(listed, "target/named", "client", ["--no-typescript"]);
  const file = "target/named/client_bg.wasm";
  await wasmOpt(file, file, CLIENT_FEATURES, [...SMALLEST.filter((flag) => flag !== "--strip-debug"), "--debuginfo"]);
  return join(root, file);
}

/** Flags that keep this machine's folders out of what is published: panics name the sources of dependencies. */
function withoutPaths() {
  const sources = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src");
  const folders = existsSync(sources) ? readdirSync(sources).map((name) => join(sources, name)) : [];
  return [...folders, root.replace(/\/$/, "")].map((folder) => `--remap-path-prefix=${folder}=.`).join(" ");
}

const SMALLEST = ["-Oz", "--gufa", "-Oz", "--converge", "--strip-debug", "--strip-producers", "--strip-target-features"];

/** Makes a module as small as it gets, and pkg/NAME/NAME_imports.js with what it imports. */
async function optimise(name, features) {
  const file = `pkg/${name}/${name}_bg.wasm`;
  await wasmOpt(file, file, features, SMALLEST);
  const { binary, originals } = shortenImports(readFileSync(join(root, file)));
  writeFileSync(join(root, file), binary);
  const list = Object.entries(originals);
  const lines = [
    // Each by its name, rather than whole modules: what nobody imports can be left out.
    ...list.map(([short, { module, name }]) => `import { ${name} as ${short} } from "${module}";`),
    `export const imports = { a: { ${list.map(([short]) => short).join(", ")} } };`,
  ];
  writeFileSync(join(root, `pkg/${name}/${name}_imports.js`), lines.join("\n"));
}

/** Writes a module as JavaScript, pkg/NAME/NAME_wasm2js.js: a function `instantiate(imports)` that gives its exports. */
async function withoutWasm(name, features) {
  const lowered = `pkg/${name}/lowered.wasm`;
  const lowering = ["--llvm-memory-copy-fill-lowering", "--llvm-nontrapping-fptoint-lowering", "--signext-lowering"];
  await wasmOpt(`pkg/${name}/${name}_bg.wasm`, lowered, features, lowering);
  await wasmOpt(lowered, lowered, ["mutable-globals"], ["-Oz", "--converge"]);
  // (Without `--emscripten` it writes a module that makes its instance while it is imported.)
  const script = await must(join(root, "node_modules/.bin/wasm2js"), ["-Oz", "--emscripten", lowered], { hidden: true });
  rmSync(join(root, lowered));
  writeFileSync(join(root, `pkg/${name}/${name}_wasm2js.js`), `${script}\nexport { instantiate };\n`);
}

function wasmOpt(from, to, features, flags) {
  return must(join(root, "node_modules/.bin/wasm-opt"), [from, "-o", to, ...features.map((name) => `--enable-${name}`), ...flags]);
}

async function bundle() {
  const esbuild = await import("esbuild");
  for (const format of ["esm", "cjs"])
    await esbuild.build({ ...bundling(format), entryPoints: entries.map((entry) => `js/${entry}.ts`), outdir: "dist" });
}

/** How dist/ is bundled, as ES modules (.mjs) or as CommonJS (.js). */
export function bundling(format) {
  const extension = format === "esm" ? ".mjs" : ".js";
  return {
    absWorkingDir: root,
    bundle: true,
    format,
    outExtension: { ".js": extension },
    platform: "neutral",
    // What is shipped is lowered again by old bundlers, to ES2015 (Stripe's own): nothing newer than they can read.
    target: "es2020",
    legalComments: "none",
    inject: ["js/text.ts"],
    external: ["react"],
    logLevel: "warning",
    plugins: [inlineWasm, oneOfEach, besides(extension)],
  };
}

/** Has an entry that uses the client import it from the entry that has it, dist/index, rather than have a second one. */
const besides = (extension) => ({
  name: "besides",
  setup(build) {
    build.onResolve({ filter: /\/index\.js$/ }, ({ importer }) =>
      importer.startsWith(join(root, "js")) ? { path: `./index${extension}`, external: true, sideEffects: false } : undefined,
    );
  },
});

/** Has the copies of js/ that wasm-bindgen puts beside a module be the files themselves, which have state: the client's values, the instance. */
const oneOfEach = {
  name: "one-of-each",
  setup(build) {
    build.onResolve({ filter: /\/snippets\/stripe-secret-store-[^/]+\/js\// }, ({ path }) => ({ path: join(root, "js", basename(path)) }));
  },
};

/**
 * A module's bytes as a string of printable ASCII, as js/instantiate.ts reads it: a character for each byte below 92, and one more before it for the others. Bundlers
 * write anything else as escapes of four characters and more, which is 0.17 kB of the client's bundle, compressed (November 2026).
 */
const printable = (binary) =>
  [...binary].map((byte) => ["", "!", " "][Math.floor(byte / 92)] + String.fromCharCode(35 + (byte % 92))).join("");

const inlineWasm = {
  name: "inline-wasm",
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, ({ path }) => ({
      contents: `export default ${JSON.stringify(printable(readFileSync(path)))};`,
      loader: "js",
    }));
  },
};

/** Writes the declarations of each entry, for ES modules (.d.mts) and for CommonJS (.d.ts). */
async function declarations() {
  // What a deleted source left there must not be published.
  rmSync(join(root, "target/declarations"), { recursive: true, force: true });
  await must(join(root, "node_modules/.bin/tsc"), ["-p", "js/tsconfig.json"]);
  // The generated declaration is the public one.
  publish("index.d.ts", `${headOf("index")}${readFileSync(join(root, "pkg/types/types.d.ts"), "utf8")}`);
  for (const entry of ["wasm", "js"]) publish(`${entry}.d.ts`, `${headOf(entry)}export * from "./index.js";\n`);
  for (const entry of ["react", "oauth", "testing"]) publishWithImports(`${entry}.d.ts`, new Set(["index.d.ts"]));
}

/** What the source of an entry says of it as a whole. */
const headOf = (entry) => /^\/\*\*[^]*?\*\/\n/.exec(readFileSync(join(root, `js/${entry}.ts`), "utf8"))[0];

/** Copies a declaration, and those that it imports: the others are nobody's business. */
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
    "package.json",
    "package-lock.json",
    "tools/Cargo.lock",
    "src",
    "emulator/Cargo.toml",
    "emulator/src",
    "js",
    "scripts/build.mjs",
    "scripts/shorten-imports.mjs",
  ]) {
    add(join(root, name));
  }
  return hash.digest("hex");
}

if (process.argv[1] === import.meta.filename) await build();
