// The WebAssembly modules: compiled, with their glue, made as small as they get, and the client's as JavaScript as well.

import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { must, root, say } from "../process.mjs";
import { tools } from "../setup.mjs";
import { shortenImports } from "./shorten-imports.mjs";

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

/** Makes pkg/client, pkg/emulator and pkg/types. */
export async function modules() {
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
