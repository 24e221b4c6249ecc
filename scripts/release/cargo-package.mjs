// The core as a crate: packed as for crates.io, and used from there by a program of its own, as a backend in Rust would use it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tried } from "./tried.mjs";

const PROGRAM = `//! Checks what is to be stored as the client does, and writes it as stripe-node does.
use stripe_secret_store::error::ErrorCode;
use stripe_secret_store::{card, form, rules};

fn main() {
    let payload = "a b";
    assert!(rules::fits(payload) && !card::is_in(payload.bytes()));
    assert_eq!(rules::expiry(0, 1), Err(rules::BadExpiry::Past));
    let mut encoded = Vec::new();
    form::encode(payload.bytes(), |byte| Some(encoded.push(byte))).unwrap();
    println!("{}, {} codes", String::from_utf8(encoded).unwrap(), ErrorCode::ALL.len());
}
`;

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
    writeFileSync(join(folder, "src/main.rs"), PROGRAM);
    const printed = await tried("cargo", ["run", "--quiet"], { cwd: folder, env: { CARGO_TARGET_DIR: join(folder, "target") } });
    if (!/^a%20b, \d+ codes$/m.test(printed)) throw new Error(`a program that uses it printed ${JSON.stringify(printed)}`);
    return `a program over stripe-secret-store-${version}.crate prints "${printed.trim().split("\n").at(-1)}"`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
