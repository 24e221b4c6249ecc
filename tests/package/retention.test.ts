// JavaScript's side of a call keeps nothing of it once it has ended: looked for in a snapshot of the heap, of a program of its own.

import { execFileSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { entry, here } from "./support";

interface Outcome {
  /** How the calls ended. */
  endings: string[];
  /** How many parts of a payload, of two, were on the heap while the program kept it. */
  whileHeld: number;
  /** How many of another, after the program had let go of it. */
  afterwards: number;
  /** How many of the parameters, options, answers and errors were still there, of how many. */
  alive: number;
  objects: number;
}

let outcome: Outcome;

beforeAll(() => {
  const options = { cwd: here, encoding: "utf8", env: { ...process.env, ENTRY: entry } } as const;
  outcome = JSON.parse(execFileSync(process.execPath, ["--expose-gc", `${here}retention-program.mjs`], options)) as Outcome;
});

test("calls of all kinds were made", () => {
  const codes = ["aborted", "card_number", "connection_failed", "foreign_user", "invalid_expiry", "invalid_payload", "invalid_request"];
  codes.push("service_failure", "timeout", "unreadable_response");
  expect([...new Set(outcome.endings)].sort()).toEqual([...codes, "fulfilled"].sort());
});

test("a payload that is kept is found", () => {
  expect(outcome.whileHeld).toBe(2);
});

test("one that nobody keeps is not: neither as it was given, nor encoded, nor as what a regular expression matched last", () => {
  expect(outcome.afterwards).toBe(0);
});

test("nor are parameters, options, answers and errors", () => {
  expect(outcome.objects).toBeGreaterThan(20);
  expect(outcome.alive).toBe(0);
});
