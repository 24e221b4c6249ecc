// `npm run emulator`: builds the emulator's server and runs it with the arguments after `--`: `npm run emulator -- --db secrets.sqlite`.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onNpmEnd } from "./parent.mjs";
import { fail, root, run, runOrExit, step } from "./process.mjs";

const PROGRAM = `secret-store-emulator${process.platform === "win32" ? ".exe" : ""}`;

/**
 * Builds the server and returns the path of its binary. With the variable EMULATOR_BINARY, as in tests, it builds nothing and returns that path.
 *
 * `npm start`, `npm run emulator` and the tests use the debug build. The release build, which is published, took four times as long to
 * compile (86 s on two cores, November 2026).
 */
export async function emulatorBinary(profile = "debug") {
  if (process.env.EMULATOR_BINARY) return process.env.EMULATOR_BINARY;
  if ((await run("cargo", ["--version"], { hidden: true })).code !== 0)
    fail("Rust is missing: install it with rustup (https://rustup.rs).");
  const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), profile, PROGRAM);
  const flags = profile === "release" ? ["--release"] : [];
  const build = () =>
    runOrExit("cargo", ["build", "--locked", ...flags, "-p", "secret-store-emulator", "--bin", "secret-store-emulator"], {
      quiet: true,
      otherwise: "It needs Rust (https://rustup.rs), a C compiler for SQLite (Debian: apt-get install build-essential) and crates.io.",
    });
  // Cargo itself finds changes. Without one, it takes less than a second.
  await step("Building the emulator's server", build, { quiet: existsSync(binary) ? 2_000 : 0 });
  return binary;
}

const READY = /^secret-store-emulator listening on (http:\/\/\S+)$/;

/**
 * Starts a server, waits until it listens, and returns its process and its address. It ends with this process, however this one ends: its
 * standard input is a pipe that closes then.
 */
export async function startEmulator(binary, args) {
  const child = spawn(binary, [...args, "--end-with-stdin"], { stdio: ["pipe", "pipe", "inherit"] });
  return { child, url: await listening(child) };
}

/** Waits until a server listens, and returns its address. */
export async function listening({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = READY.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("The emulator ended before it was ready.");
}

if (process.argv[1] === import.meta.filename) {
  const server = spawn(await emulatorBinary(), [...process.argv.slice(2), "--end-with-stdin"], { stdio: ["pipe", "inherit", "inherit"] });
  // The terminal sends Ctrl-C to both processes. The server ends by itself, and this script takes over its exit code.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  onNpmEnd(() => server.kill());
  server.on("exit", (code) => process.exit(code ?? 1));
}
