// Runs the benchmark in its quickest setting. It must measure each row, time only contenders that do the work, and write readable documents. No test checks
// a time.

import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
// @ts-expect-error The script is plain JavaScript
import { CONTENDERS, GROWING, scriptOf } from "../../../benches/contenders.mjs";
// @ts-expect-error The script is plain JavaScript
import { CASES } from "../../../benches/measure/cases.mjs";
// @ts-expect-error The script is plain JavaScript
import { check } from "../../../benches/measure/check.mjs";
// @ts-expect-error The script is plain JavaScript
import { createHost } from "../../../benches/measure/host.mjs";
// @ts-expect-error The script is plain JavaScript
import { load } from "../../../benches/measure/load.mjs";
// @ts-expect-error The script is plain JavaScript
import { BUDGETS } from "../../../benches/report/budgets.mjs";
// @ts-expect-error The script is plain JavaScript
import { continued, regressions } from "../../../benches/report/history.mjs";
// @ts-expect-error The script is plain JavaScript
import { writeSummary } from "../../../benches/report/write.mjs";
import { openChromium } from "../../../scripts/chromium.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const names: string[] = CONTENDERS.map(({ name }: { name: string }) => name);

type Numbers = Record<string, Record<string, Summary>>;
interface Summary {
  median: number;
  low: number;
  high: number;
}
interface Results {
  calls: Record<string, Numbers>;
  firstAnswer: Numbers;
  memory: Record<string, Record<string, { heapAfter: number; wasmAfter: number }>>;
  bytes: { name: string; raw: number; gzip: number; brotli: number }[];
  budgets: { what: string; most: number; is: number }[];
  emulator: Record<string, Summary>;
  payloads: Record<string, Numbers>;
  inFlight: { time: Numbers; memory: Record<string, Record<string, number>> };
  noise: { apart: number; spread: number };
}

let out: string;
let results: Results;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "stripe-secret-store-bench-"));
  await promisify(execFile)(process.execPath, ["benches/bench.mjs", "--quickest", "--out", out], { cwd: root, maxBuffer: 2 ** 26 });
  results = JSON.parse(readFileSync(join(out, "performance.json"), "utf8"));
}, 300_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

const isTime = ({ median, low, high }: Summary) => low > 0 && median >= low && high >= median && Number.isFinite(high);

describe("measures", () => {
  test("each call of each contender, in Node and in Chromium", () => {
    const places = Object.entries(results.calls);
    expect(places.map(([place]) => place.replace(/ \d+$/, ""))).toEqual(["Node", "Chromium", "Node, as ES modules"]);
    for (const [place, cases] of places) {
      expect(Object.keys(cases), place).toEqual(Object.keys(CASES));
      for (const [name, by] of Object.entries(cases)) {
        expect(Object.keys(by), name).toEqual(names);
        expect(Object.values(by).every(isTime), `${place}, ${name}`).toBe(true);
      }
    }
  });

  test("each contender's first answer, bytes and memory", () => {
    for (const by of Object.values(results.firstAnswer)) {
      expect(Object.keys(by)).toEqual(names);
      expect(Object.values(by).every(isTime)).toBe(true);
    }
    // Without a client, there is no bundle to measure.
    expect([...new Set(results.bytes.map(({ name }) => name))].sort()).toEqual(names.filter((name) => name !== "no client").sort());
    for (const { name, raw, gzip, brotli } of results.bytes) expect(raw > gzip && gzip > brotli && brotli > 0, name).toBe(true);
    const { calls, ...places } = results.memory;
    expect(calls).toBeGreaterThan(0);
    for (const by of Object.values(places)) {
      expect(Object.keys(by)).toEqual(names);
      for (const [name, { heapAfter, wasmAfter }] of Object.entries(by)) {
        expect(heapAfter).toBeGreaterThan(0);
        expect(wasmAfter > 0, name).toBe(["stripe-secret-store", "stripe-secret-store/wasm"].includes(name));
      }
    }
  });

  test("the emulator, growth, the noise, and a number for each budget", () => {
    expect(Object.values(results.emulator).every(isTime)).toBe(true);
    const growths = [...Object.values(results.payloads), results.inFlight.time];
    expect(growths).toHaveLength(3);
    for (const by of growths.flatMap((growth) => Object.values(growth))) {
      expect(Object.keys(by)).toEqual(GROWING);
      expect(Object.values(by).every(isTime)).toBe(true);
    }
    for (const number of Object.values(results.noise)) expect(Number.isFinite(number)).toBe(true);
    expect(results.budgets.map(({ what }) => what)).toEqual(BUDGETS.map(({ what }: { what: string }) => what));
    for (const { what, is } of results.budgets) expect(is, what).toBeGreaterThan(0);
  });
});

describe("writes", () => {
  test("a document with all its plots", async () => {
    const document = readFileSync(join(out, "performance.md"), "utf8");
    const shown = [...document.matchAll(/!\[[^\]]+\]\(performance\/([^)]+)\)/g)].map(([, file]) => file);
    expect(shown.toSorted()).toEqual(readdirSync(join(out, "performance")).sort());
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      for (const file of shown) {
        const text = readFileSync(join(out, "performance", file!), "utf8");
        const parsed = await page.evaluate((text) => {
          const svg = new DOMParser().parseFromString(text, "image/svg+xml");
          return { errors: svg.querySelectorAll("parsererror").length, marks: svg.querySelectorAll("rect, polyline").length };
        }, text);
        expect(parsed.errors, file).toBe(0);
        expect(parsed.marks, file).toBeGreaterThan(4);
        expect(text, file).not.toMatch(/NaN|Infinity|undefined/);
      }
    } finally {
      await browser.close();
    }
  });

  test("the same rows as the committed figures", () => {
    const rows = (value: unknown): unknown =>
      value && typeof value === "object" && !Array.isArray(value) && !("median" in value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replace(/^Chromium \d+$/, "Chromium"), rows(inner)]))
        : undefined;
    const committed: Results = JSON.parse(readFileSync(join(root, "docs/performance.json"), "utf8"));
    for (const part of ["calls", "firstAnswer", "memory", "emulator"] as const) expect(rows(results[part])).toEqual(rows(committed[part]));
    expect(committed).toMatchObject({ kind: "full" });
  });

  test("the summary and README's line from the committed figures", async () => {
    const files = ["docs/performance.md", "README.md"].map((file) => join(root, file));
    const again = ["performance-again.md", "README-again.md"].map((file) => join(out, file));
    files.forEach((file, index) => copyFileSync(file, again[index]!));
    await writeSummary(again[0], again[1], JSON.parse(readFileSync(join(root, "docs/performance.json"), "utf8")));
    files.forEach((file, index) => expect(readFileSync(again[index]!, "utf8")).toBe(readFileSync(file, "utf8")));
  });
});

describe("the history of ratios", () => {
  const run = (is: number, kind = "full") => ({ kind, date: "2026-11-28", budgets: [{ what: "find", most: 1, is }] });

  test("gets the ratios of each full run", () => {
    const first = continued(undefined, run(0.5));
    expect(first).toEqual([{ date: "2026-11-28", ratios: { find: 0.5 } }]);
    expect(continued({ history: first }, run(0.6))).toEqual([...first, { date: "2026-11-28", ratios: { find: 0.6 } }]);
    expect(continued({ history: first }, run(0.6, "quick"))).toEqual(first);
  });

  test("shows each ratio that is a tenth above the median of the runs before", () => {
    const history = (...values: number[]) => values.map((find) => ({ date: "", ratios: { find, size: 0.3 } }));
    expect(regressions(history(0.5, 0.551))).toEqual([{ what: "find", before: 0.5, now: 0.551 }]);
    expect(regressions(history(0.9, 0.5, 0.549))).toEqual([]);
    // One lucky run before the last does not count.
    expect(regressions(history(0.5, 0.5, 0.4, 0.5))).toEqual([]);
    expect(regressions(history(0.5, 0.5, 0.6, 0.56))).toEqual([{ what: "find", before: 0.5, now: 0.56 }]);
    // Runs before the last five do not count.
    expect(regressions(history(0.1, 0.1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5))).toEqual([]);
    expect(regressions(history(0.5, 0.4))).toEqual([]);
    expect(regressions(history(0.5))).toEqual([]);
    expect(regressions([])).toEqual([]);
    expect(regressions([{ date: "", ratios: {} }, ...history(0.5)])).toEqual([]);
  });
});

describe("does not time a contender", () => {
  const find = CASES.find;
  const contender = async () => load({ name: "minimal client", script: await scriptOf(CONTENDERS[1]) });

  test("that sends another request", async () => {
    const { host, calls } = await contender();
    const wrong = { ...calls, find: () => calls.find("another") };
    await expect(check({ name: "wrong", host, calls }, "find", find)).resolves.toBeUndefined();
    await expect(check({ name: "wrong", host, calls: wrong }, "find", find)).rejects.toThrow("wrong, find: another request");
  });

  test("that returns another result, or no error for an error answer", async () => {
    const host = createHost();
    const calls = { find: async () => ({ payload: "another" }), remove: async () => ({}) };
    await expect(check({ name: "wrong", host, calls }, "find", find)).rejects.toThrow("not the right answer");
    await expect(check({ name: "wrong", host, calls }, "an error answer", CASES["an error answer"])).rejects.toThrow("no error");
  });
});
