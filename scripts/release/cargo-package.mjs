// Packs the core as a crate, as for crates.io, and builds a program with it, as a backend in Rust would.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tried } from "./tried.mjs";

export async function cargoPackage({ root, version }) {
  await tried("cargo", ["package", "--package", "stripe-secret-store", "--locked", "--quiet"], { cwd: root });
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  try {
    mkdirSync(join(folder, "src"));
    await tried("tar", ["-xzf", join(target, "package", `stripe-secret-store-${version}.crate`), "-C", folder]);
    const dependency = `stripe-secret-store = { path = "stripe-secret-store-${version}", default-features = false }`;
    const manifest = `[package]\nname = "consumer"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n${dependency}\n\n[workspace]\n`;
    writeFileSync(join(folder, "Cargo.toml"), manifest);
    copyFileSync(join(import.meta.dirname, "consumer.rs"), join(folder, "src/main.rs"));
    const env = { CARGO_TARGET_DIR: join(folder, "target") };
    const printed = await tried("cargo", ["run", "--quiet"], { cwd: folder, env });
    if (!/^a%20b, \d+ codes$/m.test(printed)) throw new Error(`a program that uses it printed ${JSON.stringify(printed)}`);
    // The crate must build for WebAssembly too, with the JavaScript that it names.
    const wasm = ["build", "--quiet", "--locked", "--lib", "--target", "wasm32-unknown-unknown"];
    await tried("cargo", wasm, { cwd: join(folder, `stripe-secret-store-${version}`), env });
    return `it builds for WebAssembly, and a program over stripe-secret-store-${version}.crate prints "${printed.trim().split("\n").at(-1)}"`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
