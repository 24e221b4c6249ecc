// Puts the questions of ask-stripe to the emulator with each assumption held and switched off. `UPDATE=1 npm test -- clients ask-questions` records the answers.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createEmulator } from "stripe-secret-store/testing";
import { beforeAll, expect, test } from "vitest";
import type { Observation } from "../../ask/question";
import { QUESTIONS } from "../../ask/questions";
import type { Recorded } from "../../ask/recorded";
import { askAll, switchedOff } from "./ask";

const FILE = fileURLToPath(new URL("../../ask/recorded.json", import.meta.url));
const { assumptions } = createEmulator();
const names = assumptions.map(({ name }) => name as string);

let held: Record<string, Observation>;
const off: Record<string, Observation> = {};
beforeAll(async () => {
  // Without an expectation each observation counts when it was seen twice.
  const results = await askAll(switchedOff(), () => undefined);
  held = Object.fromEntries(results.map(({ assumption, observation }) => [assumption, observation!]));
});
const expected = (assumption: string) => held[assumption];

test("has one question for each assumption", () => {
  expect(QUESTIONS.map(({ assumption }) => assumption).sort()).toEqual([...names].sort());
});

test("finds no difference where all assumptions hold", async () => {
  const results = await askAll(switchedOff(), expected);
  expect(results.filter(({ verdict }) => verdict !== "same")).toEqual([]);
  expect(results.map(({ assumption }) => assumption).sort()).toEqual([...names].sort());
});

test.for(names)("names %s alone where it is switched off", async (name) => {
  const results = await askAll(switchedOff(name), expected);
  const differing = results.filter(({ verdict }) => verdict === "differs");
  expect(differing.map(({ assumption }) => assumption)).toEqual([name]);
  // A scope that no program uses belongs to a user that does not exist.
  const unclear = name === "unknown_user" ? ["expand_on_list"] : [];
  const same = results.filter(({ verdict }) => verdict === "same").map(({ assumption }) => assumption);
  expect(same.sort()).toEqual(names.filter((one) => one !== name && !unclear.includes(one)).sort());
  off[name] = differing[0]!.observation!;
});

test("records the emulator's answers", () => {
  const recorded: Record<string, Recorded> = {};
  for (const { name, does, enabled } of assumptions) recorded[name] = { does, enabled, holds: held[name]!, off: off[name]! };
  const text = `${JSON.stringify(recorded, null, 2)}\n`;
  if (process.env.UPDATE === "1") writeFileSync(FILE, text);
  expect(readFileSync(FILE, "utf8"), "UPDATE=1 npm test -- clients ask-questions").toBe(text);
});
