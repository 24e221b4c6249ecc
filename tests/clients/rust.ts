// Builds the programs of tests/clients/rust, the clients in Rust.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withLock } from "../../scripts/lock.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const folder = join(root, "tests", "clients", "rust");
export const target = join(root, "target", "rust-clients");

let built: Promise<unknown> | undefined;

/** Returns the path of a program. The first call builds all of them. */
export async function program(name: string): Promise<string> {
  // Two test files need them. Without the lock, the second would wait too, but within the time limit of its own build.
  built ??= withLock(join(root, "target", "rust-clients.lock"), () =>
    promisify(execFile)("cargo", ["build", "--quiet", "--locked", "--features", "native", "--target-dir", target], { cwd: folder }),
  );
  await built;
  return join(target, "debug", name);
}
