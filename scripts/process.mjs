// Runs other programs and reports progress.

import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";

/** The project's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The longest silence of a step, in milliseconds. Then a line says that it is still running. */
const SILENCE = 20_000;

/**
 * The priority of programs in the background: a third of the time that one with the usual priority gets. With half of that, the suites of cargo ended
 * a minute after all others (two cores, November 2026).
 */
const BACKGROUND = 5;

const running = new Set();
// Steps run in parallel. When one of them fails, the programs of the others must end.
process.on("exit", () => {
  for (const child of running) child.kill();
});

/** Prints the title of the next step. */
export const logStep = (text) => console.log(`\n▸ ${text}`);

/** Prints a message that says what to do, and ends the process. */
export function fail(message) {
  console.error(`\n✗ ${message}\n`);
  process.exit(1);
}

/**
 * Runs a step. Prints a line when it begins and when it ends, and one from time to time if it takes long. It prints nothing in the first `quiet` milliseconds,
 * so that a step with nothing to do has no line.
 */
export async function step(title, act, { quiet = 0 } = {}) {
  const start = performance.now();
  const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
  let isShown = false;
  const show = () => {
    isShown = true;
    console.log(`  ▸ ${title}`);
  };
  if (quiet === 0) show();
  const first = quiet > 0 && setTimeout(show, quiet);
  const timer = setInterval(() => console.log(`  … ${title}: ${seconds()}`), SILENCE);
  try {
    const result = await act();
    if (isShown) console.log(`  ✓ ${title}: ${seconds()}`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(timer);
  }
}

/** Returns a function that calls `act` the first time, and returns the same result each later time. */
export function once(act) {
  let result;
  return () => (result ??= act());
}

/**
 * Runs a program with its output shown and returns `{ code, output }`. A program that cannot be started has code 127.
 * With `quiet` the output is shown only when it fails, with `hidden` never. With `background` it has a lower priority.
 */
export function run(program, args, { quiet = false, hidden = false, background = false, cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    if (background && child.pid !== undefined) setPriority(child.pid, BACKGROUND);
    const take = (stream) => (chunk) => {
      output += chunk;
      if (!quiet && !hidden) stream.write(chunk);
    };
    child.stdout.on("data", take(process.stdout));
    child.stderr.on("data", take(process.stderr));
    child.on("error", () => {
      running.delete(child);
      resolve({ code: 127, output });
    });
    child.on("close", (code) => {
      running.delete(child);
      if (code !== 0 && quiet) process.stderr.write(output);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs a program in the same way, but ends the process when it fails. `otherwise` says what to do then. */
export async function runOrExit(program, args, options = {}) {
  const { code, output } = await run(program, args, options);
  if (code !== 0) fail(`${program} ${args.join(" ")} failed (${code}).${options.otherwise ? ` ${options.otherwise}` : ""}`);
  return output;
}
