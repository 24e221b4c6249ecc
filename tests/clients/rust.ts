// Builds the programs of tests/clients/rust, the clients in Rust.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withLock } from "../../scripts/lock.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

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

/** Runs cargo or a tool of its in the folder, and returns what it prints. Its error has what it printed. */
export async function runTests(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
  const { stdout } = await promisify(execFile)(program, args, options).catch(({ stdout, stderr }) => {
    throw new Error(`${stdout}${stderr}`);
  });
  return stdout;
}
