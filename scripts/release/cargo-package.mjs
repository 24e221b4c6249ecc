// Packs the crate, as for crates.io, and builds programs with it: with the core alone, as a backend, and as a front end in WebAssembly.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../process.mjs";
import { tried } from "./tried.mjs";

const CORE = ["--no-default-features"];
// With the default features, as `cargo add` chooses them.
const BACKEND = ["--features", "reqwest"];
const FRONT_END = ["--no-default-features", "--features", "gloo-net"];
const WASM = ["--target", "wasm32-unknown-unknown"];
const TOKIO = ["tokio@1", "--no-default-features", "--features", "macros,rt"];

/** The programs: the features that each takes, its other dependencies, and how it is tried. */
const CONSUMERS = [
  { name: "core", features: CORE, args: ["run"], printed: /^a%20b, \d+ codes$/m },
  { name: "backend", features: BACKEND, others: [TOKIO], args: ["run"], printed: /^connection_failed after 1 attempt$/m },
  { name: "front-end", features: FRONT_END, others: [["wasm-bindgen-futures@0.4"]], args: ["build", ...WASM] },
  // With the default features too: an app need not know that it has no use for them.
  { name: "front-end", features: ["--features", "gloo-net"], others: [["wasm-bindgen-futures@0.4"]], args: ["build", ...WASM] },
  { name: "wrong-scope", features: BACKEND, args: ["check"], refused: ["E0308", "E0533"] },
];

export async function cargoPackage({ root, version }) {
  await tried("cargo", ["package", "--package", "stripe-secret-store", "--locked", "--quiet"], { cwd: root });
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const folder = mkdtempSync(join(tmpdir(), "consumers-"));
  const env = { CARGO_TARGET_DIR: join(folder, "target") };
  try {
    await tried("tar", ["-xzf", join(target, "package", `stripe-secret-store-${version}.crate`), "-C", folder]);
    const crate = join(folder, `stripe-secret-store-${version}`);
    for (const [index, consumer] of CONSUMERS.entries()) await tryConsumer(join(folder, String(index)), crate, consumer, env);
    // The crate must build for WebAssembly too, with the JavaScript that it names.
    await tried("cargo", ["build", "--quiet", "--locked", "--lib", ...WASM], { cwd: crate, env });
    return `stripe-secret-store-${version}.crate serves ${CONSUMERS.length} programs, and builds for WebAssembly`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes a project, adds the packed crate as a user does, and tries its program. */
async function tryConsumer(folder, crate, { name, features, others = [], args, printed, refused }, env) {
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "Cargo.toml"), `[package]\nname = "${name}"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n`);
  copyFileSync(join(import.meta.dirname, "consumers", `${name}.rs`), join(folder, "src/main.rs"));
  for (const added of [["--path", crate, ...features], ...others]) await tried("cargo", ["add", "--quiet", ...added], { cwd: folder, env });
  const command = [args[0], "--quiet", ...args.slice(1)];
  const { code, output } = await run("cargo", command, { cwd: folder, env, hidden: true });
  const isRight = refused
    ? code !== 0 && refused.every((error) => output.includes(error))
    : code === 0 && (!printed || printed.test(output));
  if (!isRight) throw new Error(`the program ${name} ended cargo ${args.join(" ")} with ${code}\n${output.trim()}`);
}
