#!/usr/bin/env node
// Runs the emulator's server, which lies next to this file, and ends as it ends.

"use strict";

const { spawn } = require("node:child_process");
const { join } = require("node:path");

const program = join(__dirname, process.platform === "win32" ? "secret-store-emulator.exe" : "secret-store-emulator");
const server = spawn(program, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("error", (error) => {
  console.error(`secret-store-emulator: ${program} could not be started: ${error.message}`);
  process.exit(1);
});
server.on("exit", (code) => process.exit(code === null ? 1 : code));
