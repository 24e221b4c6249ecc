// Ends the command of ask-stripe in unusual ways: a report that cannot be written, signals that follow each other, an extension that cannot clean up.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator } from "stripe-secret-store/testing";
import { afterEach, describe, expect, vi } from "vitest";
import { main } from "../../ask/command/main";
import { askInside, leaveSecret } from "../../ask/extension/ask-inside";
import type { Transport } from "../../ask/sender";
import { ACCOUNT, fakeClock, storedIn, transportTo, WORLD } from "./ask";
import { recordOutput } from "./ask-output";
import { test } from "./server";

const KEY = "sk_test_app_a";

const output = recordOutput({ STRIPE_API_KEY: KEY, STRIPE_PUBLISHABLE_KEY: undefined, INIT_CWD: undefined });

afterEach(() => void vi.restoreAllMocks());

/** Returns a clock that does not pause. It acts where another would. */
const clockWith = (act: (pause: number) => void | Promise<void>) => {
  let pauses = 0;
  return { now: () => Date.now(), sleep: async () => void (await act((pauses += 1))) };
};
const WITHOUT_PAUSES = clockWith(() => {});

describe("refuses, before any request, a folder", () => {
  test("that is a file", async ({ server, folder }) => {
    const out = join(folder, "file");
    writeFileSync(out, "");
    expect(await main(["--base", server.url, "--out", out], WITHOUT_PAUSES)).toBe(2);
    expect(output()).toBe(`ask-stripe: The report cannot be written to ${out} (EEXIST). Name another folder by --out.`);
    expect(await server.requests()).toEqual([]);
  });

  test("with a folder in the place of a file of the report", async ({ server, folder }) => {
    mkdirSync(join(folder, "stripe-answers.md"));
    expect(await main(["--base", server.url, "--out", folder], WITHOUT_PAUSES)).toBe(2);
    expect(output()).toContain("(EISDIR). Name another folder by --out.");
    expect(await server.requests()).toEqual([]);
    expect(readdirSync(folder)).toEqual(["stripe-answers.md"]);
  });
});

test("prints the report and what is left behind where the folder is gone at the end", async ({ server, folder }) => {
  const out = join(folder, "out");
  let isGone = false;
  const clock = clockWith(async () => {
    if (isGone) return;
    isGone = true;
    rmSync(out, { recursive: true });
  });
  expect(await main(["--base", server.url, "--only", "user_missing,delete_missing", "--out", out], clock)).toBe(1);
  expect(isGone).toBe(true);
  expect(output()).toContain(`The report could not be written to ${out} (ENOENT). Copy it from here:\n{\n  "format": 1,`);
  expect(output()).toContain("2 same, 0 different, 0 could not tell");
});

describe("after a first signal", () => {
  /** Sends two signals some seconds apart while the scope is full of secrets of the run. Returns the exit code of the run. */
  async function signalled(url: string, folder: string, signals: readonly [NodeJS.Signals, NodeJS.Signals]) {
    const clock = clockWith((pause) => {
      if (pause === 4) process.emit(signals[0], signals[0]);
      if (pause !== 6) return;
      const later = vi.spyOn(performance, "now").mockReturnValue(Number.MAX_SAFE_INTEGER);
      process.emit(signals[1], signals[1]);
      later.mockRestore();
    });
    return main(["--base", url, "--only", "scope_full", "--out", folder], clock);
  }

  test.for<[NodeJS.Signals, NodeJS.Signals]>([
    ["SIGHUP", "SIGTERM"],
    ["SIGINT", "SIGTERM"],
    ["SIGTERM", "SIGHUP"],
  ])("%s, goes on cleaning up at %s", async (signals, { server, folder }) => {
    const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
    expect(await signalled(server.url, folder, signals)).toBe(130);
    expect(exit).not.toHaveBeenCalled();
    expect(await server.control("GET", "secrets")).toMatchObject({ data: [] });
  });

  test("ends at once at Ctrl-C, and lists what it leaves behind", async ({ server, folder }) => {
    const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
    await signalled(server.url, folder, ["SIGTERM", "SIGINT"]);
    expect(exit).toHaveBeenCalledExactlyOnceWith(130);
    expect(output()).toMatch(/may be left behind\. Delete them:\n {2}ask-stripe-[0-9a-f]{14}-scope_full-\d \(scope account\)/);
  });
});

describe("in an extension", () => {
  /** Returns an extension whose deletions fail, and whose first write can lose its answer. */
  function inside(fails: (path: string) => boolean, losesAnswer = false) {
    const clock = fakeClock();
    const emulator = createEmulator({ world: WORLD, now: () => clock.now() });
    const honest = transportTo(emulator, clock, "ek_test_app_a_usr_1");
    let isLost = !losesAnswer;
    const transport: Transport = async (request, signal) => {
      if (fails(request.path)) throw new Error("no way");
      const answer = await honest(request, signal);
      if (isLost) return answer;
      isLost = true;
      throw new Error("no answer");
    };
    return { emulator, inside: { transport, clock, account: ACCOUNT, user: "usr_1" } };
  }
  const isDelete = (path: string) => path.endsWith("/delete");

  test("reports the secret of the first look where it cannot be deleted", async () => {
    const { emulator, inside: extension } = inside(isDelete);
    const { left_behind: left, complete } = await askInside(extension);
    expect(left.map(({ name }) => name)).toEqual(storedIn(emulator).map(({ name }) => name));
    expect(left).toHaveLength(1);
    expect(complete).toBe(false);
  });

  test("deletes the secret for an uninstallation where its code cannot be shown", async () => {
    const { emulator, inside: extension } = inside(() => false, true);
    await expect(leaveSecret(extension)).rejects.toThrow("Stripe did not say whether the secret was made. No whole answer came.");
    expect(storedIn(emulator)).toEqual([]);
  });

  test("names that secret where it cannot be deleted either", async () => {
    const { emulator, inside: extension } = inside(isDelete, true);
    const [name] = await leaveSecret(extension).catch((error: Error) => /ask-stripe-\S+(?=,)/.exec(error.message)!);
    expect(storedIn(emulator).map((secret) => secret.name)).toEqual([name]);
  });
});
