// Runs the tests of the client in Rust that no table of cases can hold, and the examples of its documentation.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, expect } from "vitest";
import { folder, program, target } from "./rust";
import { test } from "./server";

const run = promisify(execFile);

// Compiles its dependencies at first.
beforeAll(() => program("over-reqwest"), 900_000);

test("passes its own tests over reqwest, and runs its examples", { timeout: 600_000 }, async ({ server }) => {
  const args = ["test", "--quiet", "--locked", "--features", "native", "--target-dir", target];
  const env = { ...process.env, EMULATOR_URL: server.url };
  const { stdout } = await run("cargo", args, { cwd: folder, env }).catch(({ stdout, stderr }) => {
    throw new Error(`${stdout}${stderr}`);
  });
  const passed = [...stdout.matchAll(/^test result: ok\. (\d+) passed/gm)].map(([, count]) => Number(count));
  // The tests, and the documents in two runs: those that compile, and those that must not.
  expect(passed.filter((count) => count > 0)).toHaveLength(3);
});
