// Runs the tests of the client in Rust that no table of cases can hold, and the examples of its documentation.

import { beforeAll, expect } from "vitest";
import { program, runTests, target } from "./rust";
import { test } from "./server";

// Compiles its dependencies at first.
beforeAll(() => program("over-reqwest"), 900_000);

test("passes its own tests over reqwest, and runs its examples", { timeout: 600_000 }, async ({ server }) => {
  const args = ["test", "--quiet", "--locked", "--features", "native", "--target-dir", target];
  const stdout = await runTests("cargo", args, { EMULATOR_URL: server.url });
  const passed = [...stdout.matchAll(/^test result: ok\. (\d+) passed/gm)].map(([, count]) => Number(count));
  // Two programs of tests, and the documents in two runs: those that compile, and those that must not.
  expect(passed.filter((count) => count > 0)).toHaveLength(4);
});
