// Checks the error of each ordinary mistake: its code, its parameter, and its whole message.

import { describe, expect, test } from "vitest";
import { ANSWERS } from "../cases/mistakes/answers";
import { BACKENDS, BULK, OBSERVERS } from "../cases/mistakes/backend-entries";
import { OPTIONS } from "../cases/mistakes/options";
import { EMULATOR, HOOKS, JSON_SECRETS, OAUTH } from "../cases/mistakes/other-entries";
import { PARAMETERS } from "../cases/mistakes/parameters";

const MISTAKES = [
  ...PARAMETERS,
  ...OPTIONS,
  ...ANSWERS,
  ...JSON_SECRETS,
  ...OAUTH,
  ...HOOKS,
  ...EMULATOR,
  ...BACKENDS,
  ...OBSERVERS,
  ...BULK,
];

interface Thrown {
  code?: string;
  param?: string;
  message: string;
  attempts?: number;
}

async function errorOf(act: () => unknown): Promise<Thrown> {
  try {
    await act();
  } catch (error) {
    return error as Thrown;
  }
  return expect.fail("nothing was thrown");
}

test.each(MISTAKES)("explains $what", async ({ act, code, param, message }) => {
  const error = await errorOf(act);
  expect({ message: error.message, code: error.code, param: error.param }).toEqual({ message, code, param });
});

describe("all messages", () => {
  test("consist of one or two complete sentences", () => {
    for (const { what, message } of MISTAKES) {
      expect(message, what).toMatch(/[.?]$/);
      expect(message.length, what).toBeLessThanOrEqual(300);
    }
  });

  test("warn of a write that may have happened only if one was sent and not answered", async () => {
    const warned = MISTAKES.filter(({ message }) => message.includes("may have happened"));
    expect(warned.length).toBeGreaterThan(2);
    for (const { what, act } of warned) {
      expect(what).toMatch(/^(create|delete)Secret/);
      expect((await errorOf(act)).attempts, what).toBeGreaterThan(0);
    }
  });
});

test("lists each mistake once", () => {
  const names = MISTAKES.map(({ what }) => what);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(64);
});
