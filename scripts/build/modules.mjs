// Compiles the WebAssembly modules, generates their glue, minimises them, and writes the client's module as JavaScript too.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { root, runOrExit } from "../process.mjs";
import { tools } from "../setup.mjs";

const TARGET = "wasm32-unknown-unknown";
// Each shipped module has a folder, because builds of one crate with other features or flags would overwrite each other.
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const CLIENT_FLAGS = [
  // No unrolled loops and half the usual inlining: 65 bytes of the bundle, compressed (November 2026).
  "-Cllvm-args=-unroll-threshold=0",
  "-Cllvm-args=-unroll-max-count=1",
  "-Cllvm-args=-inline-threshold=120",
  // wasm2js does not support reference types. Without them the glue keeps Rust's references in an array, so one glue serves both builds. The
  // WebAssembly is smaller too.
  "-Ctarget-feature=-reference-types,-multivalue",
  // The default is 1 MiB, and the build without WebAssembly would allocate it and fill it with zeros.
  "-Clink-arg=-zstack-size=16384",
].join(" ");
// The later features of WebAssembly that the compiler still uses.
const CLIENT_FEATURES = ["bulk-memory", "bulk-memory-opt", "mutable-globals", "nontrapping-float-to-int", "sign-ext"];
const EMULATOR_FEATURES = [...CLIENT_FEATURES, "multivalue", "reference-types"];

/** Makes pkg/client: the module, its glue, and the module as JavaScript. */
export async function clientModule() {
  await module("client", "stripe_secret_store", {
    args: ["--release", "-p", "stripe-secret-store", "--no-default-features", "--features", "wasm"],
    flags: CLIENT_FLAGS,
    features: CLIENT_FEATURES,
  });
  await optimise("client", CLIENT_FEATURES, SMALLEST);
  await withoutWasm("client", CLIENT_FEATURES);
}

/** Makes pkg/emulator. */
export async function emulatorModule() {
  await module("emulator", "secret_store_emulator", { args: ["--release", "-p", "secret-store-emulator"], flags: withoutPaths() });
  await optimise("emulator", EMULATOR_FEATURES, SMALL);
}

/** Makes pkg/types. Only its declarations are used. The browser tests link the same library, so both builds share a folder. */
export async function typesModule() {
  await module("types", "stripe_secret_store", { args: ["-p", "stripe-secret-store"], folder: target });
}

/** Compiles a module and generates its glue into pkg/NAME. `features` declares that the module uses no others. */
async function module(name, library, { args, folder = join(target, name), flags = "", features }) {
  const cargo = ["build", "--locked", "--lib", "--target", TARGET, "--target-dir", folder, ...args];
  await runOrExit("cargo", cargo, { quiet: true, env: { RUSTFLAGS: flags } });
  rmSync(join(root, "pkg", name), { recursive: true, force: true });
  const compiled = join(folder, TARGET, args.includes("--release") ? "release" : "debug", `${library}.wasm`);
  // The standard library was compiled with all features and lists them, used or not; wasm-bindgen believes the list.
  const listed = features ? join(folder, "listed.wasm") : compiled;
  if (features) await wasmOpt(compiled, listed, features, ["--strip-target-features"]);
  await generateGlue(listed, `pkg/${name}`, name, name === "types" ? ["--typescript"] : []);
}

function generateGlue(wasm, folder, name, flags = []) {
  return runOrExit(join(tools, "bindgen"), [wasm, folder, name, ...flags], { quiet: true });
}

/** Returns the client's module as it was built last, with the names of its functions, for benches/size.mjs. */
export async function namedClient() {
  // Two test runs may call this at the same time.
  const folder = mkdtempSync(join(target, "client", "named-"));
  try {
    const listed = join(folder, "listed.wasm");
    await wasmOpt(join(target, "client", TARGET, "release", "stripe_secret_store.wasm"), listed, CLIENT_FEATURES, [
      "--strip-target-features",
      "--debuginfo",
    ]);
    await generateGlue(listed, folder, "client");
    const file = join(folder, "client_bg.wasm");
    await wasmOpt(file, file, CLIENT_FEATURES, [...SMALLEST.filter((flag) => flag !== "--strip-debug"), "--debuginfo"]);
    await wasmOpt(file, file, CLIENT_FEATURES, [...SHORT_NAMES, "--debuginfo"], { hidden: true });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Flags that keep this machine's folders out of what is published: panics name the sources of dependencies. */
function withoutPaths() {
  const sources = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "registry", "src");
  const folders = existsSync(sources) ? readdirSync(sources).map((name) => join(sources, name)) : [];
  return [...folders, root.replace(/\/$/, "")].map((folder) => `--remap-path-prefix=${folder}=.`).join(" ");
}

const STRIPPED = ["--strip-debug", "--strip-producers", "--strip-target-features"];
const SMALLEST = ["-Oz", "--gufa", "-Oz", "--converge", ...STRIPPED];
// The result is within 1% of the size of the above, compressed, and takes 4 s instead of 33 (November 2026).
const SMALL = ["-O1", ...STRIPPED];

// -O1 because without a level the file is written less compactly.
const SHORT_NAMES = ["-O1", "--minify-imports-and-exports-and-modules"];

/**
 * Minimises a module, with short names for its imports and exports: each name is in the bundle twice, in the module and in its JavaScript. Writes
 * pkg/NAME/NAME_imports.js with its imports, and pkg/NAME/NAME_exports.json with the short name of each export.
 */
async function optimise(name, features, flags) {
  const file = `pkg/${name}/${name}_bg.wasm`;
  await wasmOpt(file, file, features, flags);
  // By itself: `--converge` would run it again, and print a second list.
  const output = await wasmOpt(file, file, features, SHORT_NAMES, { hidden: true });
  const { imports, exports } = JSON.parse(output);
  const lines = [
    // Imports each function by name, so that a bundler can leave out those that are not used.
    ...imports.map(([module, original, short]) => `import { ${original} as ${short} } from "${module}";`),
    `export const imports = { a: { ${imports.map(([, , short]) => short).join(", ")} } };`,
  ];
  writeFileSync(join(root, `pkg/${name}/${name}_imports.js`), lines.join("\n"));
  writeFileSync(join(root, `pkg/${name}/${name}_exports.json`), JSON.stringify(Object.fromEntries(exports)));
}

/** Writes a module as JavaScript, pkg/NAME/NAME_wasm2js.js: a function `instantiate(imports)` that returns its exports. */
async function withoutWasm(name, features) {
  const lowered = `pkg/${name}/lowered.wasm`;
  const lowering = ["--llvm-memory-copy-fill-lowering", "--llvm-nontrapping-fptoint-lowering", "--signext-lowering"];
  await wasmOpt(`pkg/${name}/${name}_bg.wasm`, lowered, features, lowering);
  await wasmOpt(lowered, lowered, ["mutable-globals"], ["-Oz", "--converge"]);
  // (Without `--emscripten` it writes a module that creates its instance while it is imported.)
  const script = await runOrExit(join(root, "node_modules/.bin/wasm2js"), ["-Oz", "--emscripten", lowered], { hidden: true });
  rmSync(join(root, lowered));
  writeFileSync(join(root, `pkg/${name}/${name}_wasm2js.js`), `${withPlainMemory(script)}\nexport { instantiate };\n`);
}

/**
 * Replaces the memory that wasm2js exports by a plain object, and leaves out the function that would grow it. wasm2js defines it by descriptors, which inherit
 * `get` or `set` where a page has added these to all objects, and it then fails to load. The client's memory never grows.
 */
function withPlainMemory(script) {
  const plain = script
    .replace(/Object\.create\(Object\.prototype, \{\s*"grow": [^]*?\}\)/, "{ buffer }")
    .replace(/ function __wasm_memory_grow\(pagesToAdd\) [^]*?\n }\n/, "");
  if (!plain.includes(": { buffer }") || /Object\.create|__wasm_memory_grow/.test(plain))
    throw new Error("wasm2js exports the memory in another way, or the module grows it.");
  return plain;
}

function wasmOpt(from, to, features, flags, options) {
  const args = [from, "-o", to, ...features.map((name) => `--enable-${name}`), ...flags];
  return runOrExit(join(root, "node_modules/.bin/wasm-opt"), args, options);
}
