// Runs cargo's tools that only a release needs, at pinned versions. They are built into .tools when they are first needed.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { logStep, root, run } from "../process.mjs";

const VERSIONS = { "cargo-deny": "0.20.2", "cargo-cyclonedx": "0.5.7" };

/** Runs a tool as cargo's subcommand, and returns `{ code, output }`. */
export async function cargoTool(name, args) {
  const version = VERSIONS[name];
  const folder = join(root, ".tools", "cargo", `${name}-${version}`);
  const program = join(folder, "bin", name);
  if (!existsSync(program)) {
    logStep(`Building ${name} ${version} into .tools (some minutes)`);
    const { code } = await run("cargo", ["install", name, "--version", version, "--locked", "--quiet", "--root", folder]);
    if (code !== 0) throw new Error(`${name} could not be built. Can this machine reach crates.io?`);
  }
  return run(program, [name.replace("cargo-", ""), ...args], { hidden: true });
}
