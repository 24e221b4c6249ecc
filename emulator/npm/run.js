#!/usr/bin/env node
// Runs the emulator's server, which lies next to this file, and ends as it ends. `ask` runs ask.mjs instead, which needs no server.

"use strict";

const { spawn } = require("node:child_process");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

const args = process.argv.slice(2);
if (args[0] === "ask") ask(args.slice(1));
else serve();

async function ask(options) {
  const { main } = await import(pathToFileURL(join(__dirname, "ask.mjs")).href);
  process.exitCode = await main(options);
}

function serve() {
  const program = join(__dirname, process.platform === "win32" ? "secret-store-emulator.exe" : "secret-store-emulator");
  const server = spawn(program, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  server.on("error", (error) => {
    console.error(`secret-store-emulator: ${program} could not be started: ${error.message}`);
    process.exit(1);
  });
  server.on("exit", (code) => process.exit(code === null ? 1 : code));
}
