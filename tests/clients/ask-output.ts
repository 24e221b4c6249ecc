// Records what the command of ask-stripe prints, in an environment with certain variables.

import { afterEach, beforeEach, vi, type MockInstance } from "vitest";

/**
 * Records the output of each test of a file, and sets variables of the environment. `undefined` removes one.
 *
 * @returns A function that returns the output so far.
 */
export function recordOutput(variables: Readonly<Record<string, string | undefined>>): () => string {
  let printed: string[] = [];
  let spies: MockInstance[] = [];
  beforeEach(() => {
    printed = [];
    const print = (text: string) => void printed.push(text);
    spies = [vi.spyOn(console, "log").mockImplementation(print), vi.spyOn(console, "error").mockImplementation(print)];
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  });
  afterEach(() => {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  });
  return () => printed.join("\n");
}
