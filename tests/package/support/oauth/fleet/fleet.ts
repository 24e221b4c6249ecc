// Programs that share a token set: processes of Node and pages of a browser, as many as asked for.

import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { openChromium } from "../../../../../scripts/chromium.mjs";

/** The options of a member: see member.mjs. */
export interface MemberOptions {
  emulator: string;
  provider: string;
  /** The secret's name. */
  name: string;
  lease?: { delay: number; ttl: number };
  conflictWait?: number;
  timeout?: number;
}

export interface MemberOutcome {
  /** The status that the provider answered with in the end, or the code of the error. */
  ended: string;
  /** The duration in milliseconds. */
  took: number;
}

export interface Fleet {
  /** Makes every program a member with these options, in place of what it was. */
  join(options: MemberOptions): Promise<void>;
  /** Has every member ask, or so many of them, all at once or within so many milliseconds. */
  ask(how?: { programs?: number; within?: number }): Promise<MemberOutcome[]>;
  close(): Promise<void>;
}

// In the default world: the app's backend, and its extension as either user has it.
const BACKEND = "sk_test_app_a";
const EXTENSIONS = ["ek_test_app_a_usr_1", "ek_test_app_a_usr_2"];

declare global {
  /** page.mjs. */
  function join(options: object): void;
  var member: { ask(): Promise<MemberOutcome> };
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Starts so many programs. They are started once for several fleets, because that takes longer than what a fleet does. */
export async function startPrograms(count: { processes: number; pages: number }): Promise<Fleet> {
  const processes = await Promise.all(Array.from({ length: count.processes }, start));
  const script = await pageScript();
  const browser = await openChromium();
  const pages: Page[] = [];
  for (let i = 0; i < count.pages; i++) {
    const page = await (await browser.newContext()).newPage();
    await page.addScriptTag({ content: script });
    pages.push(page);
  }
  const members = [
    ...processes.map((child) => () => answerOf(child, "ask") as Promise<MemberOutcome>),
    ...pages.map((page) => () => page.evaluate(() => globalThis.member.ask())),
  ];
  return {
    async join(options) {
      await Promise.all([
        ...processes.map((child) => answerOf(child, { ...options, apiKey: BACKEND })),
        ...pages.map((page, i) => page.evaluate((options) => globalThis.join(options), { ...options, apiKey: EXTENSIONS[i % 2]! })),
      ]);
    },
    ask: ({ programs = members.length, within = 0 } = {}) =>
      Promise.all(
        members.slice(-programs).map(async (ask) => {
          await new Promise((ready) => setTimeout(ready, Math.random() * within));
          return ask();
        }),
      ),
    async close() {
      for (const child of processes) child.disconnect();
      await browser.close();
    },
  };
}

function start(): Promise<ChildProcess> {
  const child = fork(here("process.mjs"));
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`A member ended with ${code} before it was ready.`)));
  });
}

/** Sends a process a message, and returns its answer: see process.mjs. */
function answerOf(child: ChildProcess, message: "ask" | object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("A member ended in the middle."));
    child.once("exit", ended);
    child.once("message", (answer) => {
      child.off("exit", ended);
      resolve(answer);
    });
    child.send(message);
  });
}

async function pageScript(): Promise<string> {
  const { outputFiles } = await build({ entryPoints: [here("page.mjs")], bundle: true, write: false, format: "iife", platform: "browser" });
  return outputFiles[0]!.text;
}
