// Running other programs, and saying what goes on.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Says what is being done. */
export const say = (text) => console.log(`\n▸ ${text}`);

/** Ends with a message that says what to do. */
export function giveUp(message) {
  console.error(`\n✗ ${message}\n`);
  process.exit(1);
}

/**
 * Runs a program with its output shown, and answers `{ code, output }`. A program that cannot be started has code 127.
 * With `quiet` the output is shown only when it fails; with `hidden` never.
 */
export function run(program, args, { quiet = false, hidden = false, cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const take = (stream) => (chunk) => {
      output += chunk;
      if (!quiet && !hidden) stream.write(chunk);
    };
    child.stdout.on("data", take(process.stdout));
    child.stderr.on("data", take(process.stderr));
    child.on("error", () => resolve({ code: 127, output }));
    child.on("close", (code) => {
      if (code !== 0 && quiet) process.stderr.write(output);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** The same, ending everything when the program fails. `otherwise` says what to do then. */
export async function must(program, args, options = {}) {
  const { code, output } = await run(program, args, options);
  if (code !== 0) giveUp(`${program} ${args.join(" ")} failed (${code}).${options.otherwise ? ` ${options.otherwise}` : ""}`);
  return output;
}
