// Builds the package. What it makes, and from what:
//
//   pkg/client     the shipped module, no std, its glue, and    src/, js/*.js
//                  the same module without WebAssembly
//   pkg/types      the declarations; its module is thrown away  src/ with the feature `typescript`
//   pkg/emulator   the emulator's module and glue               emulator/
//   dist           what is published                            js/ and all of the above

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { bundle } from "./build/bundle.mjs";
import { declarations } from "./build/declarations.mjs";
import { modules } from "./build/modules.mjs";
import { root, say } from "./process.mjs";
import { npmPackages, wasmTarget, wasmTools } from "./setup.mjs";

const STAMP = join(root, "target", "build.stamp");

/** Builds what is out of date. */
export async function build() {
  await npmPackages();
  await wasmTarget();
  await wasmTools();
  const inputs = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === inputs && existsSync(join(root, "dist/testing.d.ts"))) return;

  await modules();
  say("Bundling dist/");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await bundle();
  await declarations();

  mkdirSync(join(root, "target"), { recursive: true });
  writeFileSync(STAMP, inputs);
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
    "scripts/build",
  ]) {
    add(join(root, name));
  }
  return hash.digest("hex");
}

if (process.argv[1] === import.meta.filename) await build();
