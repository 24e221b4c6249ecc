// `npm run emulator`: builds the emulator's server and runs it. What stands behind `--` is its own: `npm run emulator -- --db secrets.sqlite`.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { must, root, run, say } from "./process.mjs";

/** Builds the server, and answers where it is: not where the variable EMULATOR_BINARY names one that is built, as the tests do. */
export async function emulatorBinary(profile = "release") {
  if (process.env.EMULATOR_BINARY) return process.env.EMULATOR_BINARY;
  if ((await run("cargo", ["--version"], { hidden: true })).code === 0) say("Building the emulator's server (a minute, the first time)");
  const flags = profile === "release" ? ["--release"] : [];
  await must("cargo", ["build", "--locked", ...flags, "-p", "secret-store-emulator", "--bin", "secret-store-emulator"], {
    quiet: true,
    otherwise: "It needs Rust (https://rustup.rs), a C compiler for SQLite (Debian: apt-get install build-essential) and crates.io.",
  });
  const folder = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  return join(folder, profile, `secret-store-emulator${process.platform === "win32" ? ".exe" : ""}`);
}

const READY = /^secret-store-emulator listening on (http:\/\/\S+)$/;

/** Where a server that was started listens, once it does. */
export async function listening({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = READY.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("The emulator ended before it was ready.");
}

if (process.argv[1] === import.meta.filename) {
  const server = spawn(await emulatorBinary(), process.argv.slice(2), { stdio: "inherit" });
  // The terminal sends Ctrl-C to both; the server ends by itself, and this says how.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  server.on("exit", (code) => process.exit(code ?? 1));
}
