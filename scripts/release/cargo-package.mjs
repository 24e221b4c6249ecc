// The core as a crate: packed as for crates.io, and used from there by a program of its own, which reads what a Rust backend would.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run } from "../process.mjs";

const PROGRAM = `//! A consumer of the crate: the codes, the rules, and the form's encoding.
use stripe_secret_store::error::ErrorCode;

fn main() {
    let codes: Vec<_> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
    println!("{}", codes.join(" "));
}
`;

export async function cargoPackage({ version }) {
  await step("cargo", ["package", "--package", "stripe-secret-store", "--locked", "--quiet"]);
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  try {
    mkdirSync(join(folder, "src"));
    await step("tar", ["-xzf", join(target, "package", `stripe-secret-store-${version}.crate`), "-C", folder]);
    const dependency = `stripe-secret-store = { path = "stripe-secret-store-${version}", default-features = false }`;
    const manifest = `[package]\nname = "consumer"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n${dependency}\n\n[workspace]\n`;
    writeFileSync(join(folder, "Cargo.toml"), manifest);
    writeFileSync(join(folder, "src/main.rs"), PROGRAM);
    const printed = await step("cargo", ["run", "--quiet"], { cwd: folder, env: { CARGO_TARGET_DIR: join(folder, "target") } });
    if (!printed.includes("invalid_option")) throw new Error(`a program that uses it printed ${JSON.stringify(printed)}`);
    return `a program over stripe-secret-store-${version}.crate runs`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function step(program, args, options) {
  const { code, output } = await run(program, args, { ...options, hidden: true });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${output}`);
  return output;
}
