// Adopts reports of ask-stripe: which assumptions become facts, which defaults flip, and which reports are refused.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator } from "stripe-secret-store/testing";
import { describe, expect } from "vitest";
import { adopt } from "../../ask/adopt/main";
import { factsIn, withFacts, type Fact } from "../../ask/adopt/table";
import { QUESTIONS } from "../../ask/questions";
import { reportOf, type Report, type ReportedResult } from "../../ask/report";
import { ask, fakeClock, switchedOff, WORLD } from "./ask";
import { recordOutput } from "./ask-output";
import { test as base } from "./server";

const SOURCE = readFileSync(join(import.meta.dirname, "../../emulator/src/evidence.rs"), "utf8");
const VERSION = "2026-10-28.endive";

const output = recordOutput({ INIT_CWD: undefined });

/** Asks an emulator with these assumptions switched off, and reports its answers as Stripe's. */
async function reported({
  off = [],
  only = ["bad_expiry", "century", "delete_missing"],
  date = "2027-01-02",
}: { off?: string[]; only?: string[]; date?: string } = {}): Promise<Report> {
  const clock = fakeClock();
  const emulator = createEmulator({ world: WORLD, now: () => clock.now() });
  switchedOff(...off)(emulator);
  const done = await ask({ emulator, clock, questions: QUESTIONS.filter(({ assumption }) => only.includes(assumption)) });
  return reportOf(done, { target: "stripe", part: "backend", apiVersion: VERSION, now: Date.parse(date), secrets: [] });
}

interface Fixtures {
  /** Adopts reports into a table with these facts. Returns the exit code and the facts after it. */
  adopted: (
    reports: readonly unknown[],
    options?: { known?: readonly Fact[]; flags?: readonly string[] },
  ) => { code: number; facts: Fact[] };
}

const test = base.extend<Fixtures>({
  adopted: async ({ folder }, use) => {
    await use((reports, { known = [], flags = [] } = {}) => {
      const table = join(folder, "evidence.rs");
      writeFileSync(table, withFacts(SOURCE, known));
      const files = reports.map((report, index) => {
        const file = join(folder, `report-${index + 1}.json`);
        writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report));
        return file;
      });
      const code = adopt({ args: [...flags, ...files], table, mentions: (assumption) => [`docs/${assumption}.md`] });
      return { code, facts: factsIn(readFileSync(table, "utf8")) };
    });
  },
});

const fact = (assumption: string, holds: boolean, date = "2027-01-02"): Fact => ({ assumption, holds, date, apiVersion: VERSION });

test("makes facts of the answers, flips the default that differs, and names the files to look at", async ({ adopted }) => {
  const { code, facts } = adopted([await reported({ off: ["bad_expiry"] })]);
  expect(code).toBe(0);
  expect(facts).toEqual([fact("bad_expiry", false), fact("century", true), fact("delete_missing", true)]);
  expect(output()).toContain(
    `Defaults that flip (1):\n  bad_expiry: switched off by default from now on; shown on 2027-01-02, API version ${VERSION}\n    look at docs/bad_expiry.md\n`,
  );
  expect(output()).toContain("Facts (2): the emulator is right:\n  century: shown on");
  expect(output()).toContain("UPDATE=1 cargo test -p secret-store-emulator assumptions\n");
});

test("writes lines that the compiler accepts, once each", () => {
  const source = withFacts(withFacts(SOURCE, [fact("century", true)]), [fact("century", true, "2027-02-03"), fact("bad_expiry", false)]);
  expect(source).toContain(`pub const EVIDENCE: &[Evidence] = &[
    Evidence { assumption: "century", holds: true, date: "2027-02-03", api_version: "${VERSION}" },
    Evidence { assumption: "bad_expiry", holds: false, date: "2027-01-02", api_version: "${VERSION}" },
];
`);
  expect(withFacts(SOURCE, [])).toBe(SOURCE);
});

test("merges reports, with the newest date of those that agree", async ({ adopted }) => {
  const first = await reported({ only: ["century"], date: "2027-03-01" });
  const second = await reported({ only: ["century", "delete_missing"], date: "2027-02-01" });
  expect(adopted([first, second]).facts).toEqual([fact("century", true, "2027-03-01"), fact("delete_missing", true, "2027-02-01")]);
});

test("shows a contradiction between reports, and adopts neither", async ({ adopted }) => {
  const { code, facts } = adopted([await reported(), await reported({ off: ["century"], date: "2027-02-01" })]);
  expect(code).toBe(1);
  expect(facts.map(({ assumption }) => assumption)).toEqual(["bad_expiry", "delete_missing"]);
  expect(output()).toContain(
    `century:\n    report-1.json (2027-01-02, ${VERSION}): as assumed\n    report-2.json (2027-02-01, ${VERSION}): as switched off`,
  );
});

test("shows a contradiction to a fact, and keeps the fact", async ({ adopted }) => {
  const known = [fact("century", true, "2026-12-01")];
  const { code, facts } = adopted([await reported({ off: ["century"], only: ["century"] })], { known });
  expect({ code, facts }).toEqual({ code: 1, facts: known });
  expect(output()).toContain("emulator/src/evidence.rs (2026-12-01");
});

test("confirms a fact with a newer report", async ({ adopted }) => {
  expect(adopted([await reported({ only: ["century"] })], { known: [fact("century", true, "2026-12-01")] }).facts).toEqual([
    fact("century", true),
  ]);
});

test("lists an answer that is neither behaviour of the emulator, and leaves the table as it is", async ({ adopted }) => {
  const report = await reported({ only: ["delete_missing"] });
  const [result] = report.results as [ReportedResult];
  const other = { ...report, results: [{ ...result, verdict: "same", stripe: { accepted: true } }] };
  expect(adopted([other])).toEqual({ code: 0, facts: [] });
  expect(output()).toContain(
    `change the engine by hand:\n  delete_missing: {"accepted":true} by report-1.json\n    look at docs/delete_missing.md`,
  );
  expect(output()).toContain("The table stays as it is.");
});

test("adopts nothing that a run could not tell", async ({ adopted }) => {
  const report = await reported();
  const results = report.results.map((result) => ({ ...result, verdict: "could not tell", stripe: null }));
  expect(adopted([{ ...report, results }]).facts).toEqual([]);
  expect(output()).toContain("Open (42):");
});

test("changes nothing in a dry run", async ({ adopted }) => {
  expect(adopted([await reported()], { flags: ["--dry-run"] })).toEqual({ code: 0, facts: [] });
  expect(output()).toContain("Without --dry-run");
});

describe("refuses a report", () => {
  const SEEN = { assumption: "century", verdict: "same", stripe: { accepted: true } };
  const HUGE = { results: [{ ...SEEN, stripe: { accepted: JSON.parse("1e999") as number } }] };

  test.for([
    ["of an emulator", { target: "other" }, "not of https://api.stripe.com"],
    ["of another format", { format: 2 }, "has the format 2"],
    ["with a format that controls a terminal", { format: "\u001b[2J" }, "has no number of a format"],
    ["with a format that is an object", { format: { toString: 1 } }, "has no number of a format"],
    ["without a day", { date: "yesterday" }, "does not say the day"],
    ["with a day that no month has", { date: "2027-02-31" }, "does not say the day"],
    ["with a day that is code", { date: '2027-01-02", holds: true }, //' }, "does not say the day"],
    ["with a version that is code", { api_version: '1" }, //' }, "does not say the API version"],
    ["without a version", { api_version: null }, "does not say the API version"],
    ["of an unknown assumption", { results: [{ assumption: 'x", //', stripe: {} }] }, "There is no assumption"],
    ["of a property of all objects", { results: [{ assumption: "constructor", stripe: {} }] }, "There is no assumption"],
    ["of an assumption that controls a terminal", { results: [{ assumption: "\u009b2J", stripe: {} }] }, 'no assumption "?2J"'],
    ["of one assumption twice", { results: [SEEN, { ...SEEN, stripe: { accepted: false } }] }, "has two results of century"],
    ["without results", { results: undefined }, "not a report of ask-stripe"],
    ["with a result that is not one", { results: [null] }, "does not name its assumption"],
    [
      "with an observation that is not one",
      { results: [{ assumption: "century", stripe: { accepted: {} } }] },
      "The observation of century is not one.",
    ],
    ...[
      { accepted: "\u009b2J" },
      { accepted: "| a | b |" },
      { accepted: "x".repeat(2_000) },
      { accepted: "https://evil.example" },
      { "</details>": true },
      Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`a${index}`, true])),
    ].map(
      (stripe) =>
        ["with an observation that no run writes", { results: [{ ...SEEN, stripe }] }, "The observation of century is not one."] as const,
    ),
    ["with a number that JSON cannot hold", HUGE, "The observation of century is not one."],
  ] as const)("%s", async ([, change, message], { adopted }) => {
    const text = JSON.stringify({ ...(await reported()), ...change });
    expect(adopted([change === HUGE ? text.replace('"accepted":null', '"accepted":1e999') : text])).toEqual({ code: 1, facts: [] });
    expect(output()).toMatch(/^adopt-answers: report-1\.json: [ -~]+$/);
    expect(output()).toContain(message);
  });

  test("that is not JSON, one that is a folder, and one that is missing", async ({ adopted, folder }) => {
    expect(adopted(["# Stripe's answers"])).toEqual({ code: 1, facts: [] });
    expect(output()).toContain("Take stripe-answers.json.");
    expect(adopt({ args: [folder], table: join(folder, "evidence.rs"), mentions: () => [] })).toBe(1);
    expect(adopt({ args: [join(folder, "none.json")], table: join(folder, "evidence.rs"), mentions: () => [] })).toBe(1);
  });
});

test("describes its use without a file", () => {
  expect(adopt({ args: [], table: "", mentions: () => [] })).toBe(2);
  expect(output()).toContain("adopt-answers [--dry-run] FILE...");
});
