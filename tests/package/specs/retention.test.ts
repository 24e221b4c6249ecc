// Checks by a heap snapshot of a separate program that JavaScript keeps no part of a call after its end.

import { execFileSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { entry } from "../support/client";
import { here } from "../support/paths";

interface Outcome {
  /** The results of the calls. */
  endings: string[];
  /** The number of parts of a payload, of two, on the heap while the program kept it. */
  whileHeld: number;
  /** The number of parts of another one, after the program had dropped it. */
  afterwards: number;
  /** The number of parameters, options, answers and errors that were still there, and their total. */
  alive: number;
  objects: number;
}

let outcome: Outcome;

beforeAll(() => {
  const options = { cwd: here, encoding: "utf8", env: { ...process.env, ENTRY: entry } } as const;
  outcome = JSON.parse(execFileSync(process.execPath, ["--expose-gc", `${here}support/retention-program.mjs`], options)) as Outcome;
});

test("makes calls of all kinds", () => {
  const codes = ["aborted", "card_number", "connection_failed", "foreign_user", "invalid_expiry", "invalid_payload", "invalid_request"];
  codes.push("service_failure", "timeout", "unreadable_response");
  expect([...new Set(outcome.endings)].sort()).toEqual([...codes, "fulfilled"].sort());
});

test("finds a payload that is kept", () => {
  expect(outcome.whileHeld).toBe(2);
});

test("finds no payload that was dropped: not as passed, not encoded, and not as the last match of a regular expression", () => {
  expect(outcome.afterwards).toBe(0);
});

test("finds no parameters, options, answers and errors", () => {
  expect(outcome.objects).toBeGreaterThan(20);
  expect(outcome.alive).toBe(0);
});
