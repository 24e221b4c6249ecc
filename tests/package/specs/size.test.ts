// Checks the budgets: the growth of an extension, compared with stripe-node and with the recorded sizes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
// @ts-expect-error plain JavaScript, since it is also run by itself
import { ENTRIES } from "../../../benches/contenders.mjs";
// @ts-expect-error The script is plain JavaScript
import { ADDED, additions, sizes } from "../../../benches/size/bundles.mjs";
// @ts-expect-error The script is plain JavaScript
import { moduleParts, shippedCode, wasmParts } from "../../../benches/size/parts.mjs";
// @ts-expect-error The script is plain JavaScript
import { deviations, held, recorded } from "../../../benches/size/recorded.mjs";
import { root } from "../support/documents";
import { here } from "../support/paths";

const BUDGETS: Record<string, number> = {
  "stripe-secret-store": 0.56,
  "stripe-secret-store/wasm": 0.33,
  "stripe-secret-store/js": 0.41,
};

/** In bytes beyond the client, for each bundler. Where the compressor cuts the client moves a difference by up to 40 bytes, so each has some room (November 2026). */
const ADDED_BUDGETS: Record<string, Record<string, number>> = {
  "stripe-secret-store/react": { esbuild: 3_490, "esbuild-stripe": 3_790 },
  // The aim is 900. It takes 800 to 950 by what else is in the bundle, and 880 in the mean.
  "stripe-secret-store/react, its useOAuth": { esbuild: 950, "esbuild-stripe": 980 },
  // The aims were 800 and 900.
  "stripe-secret-store/json": { esbuild: 950, "esbuild-stripe": 1_060 },
  // It takes 1,130 to 1,210, by what else is in the bundle: the same 1,750 bytes alone.
  "stripe-secret-store/stripe": { esbuild: 1_200, "esbuild-stripe": 1_200 },
  // The aims were 3,400 for all of it and 1,800 for the token store: docs/performance.md says which rules the store would lose for them. A bundle
  // has the exchange (1,500), the lease (500), large payloads (1,000) and `splitFormat` (400) only if it uses them.
  "stripe-secret-store/oauth": { esbuild: 6_570, "esbuild-stripe": 6_770 },
  "stripe-secret-store/oauth, its token store": { esbuild: 3_170, "esbuild-stripe": 3_300 },
  // A backend pays nothing for its size, but a worker's script has to stay small.
  "stripe-secret-store/node": { esbuild: 4_260, "esbuild-stripe": 4_670 },
  "stripe-secret-store/node, its HTTP client": { esbuild: 1_310, "esbuild-stripe": 1_420 },
  // It takes 759 to 853, by what else is in the bundle: the same 1,330 bytes alone.
  "stripe-secret-store/observe": { esbuild: 880, "esbuild-stripe": 880 },
  "stripe-secret-store/bulk": { esbuild: 1_160, "esbuild-stripe": 1_250 },
  "stripe-secret-store/bulk, its iterator": { esbuild: 460, "esbuild-stripe": 600 },
};

/** The figures in documents, each with its measurement. */
const STATED: [document: string, name: string, esbuild: string, figure: RegExp][] = [
  ["README.md", "stripe-secret-store/react", "esbuild", /\/react` adds ([\d.]+) kB to the client/],
  ["README.md", "stripe-secret-store/react", "esbuild-stripe", /\(([\d.]+) with Stripe's older bundler/],
  ["README.md", "stripe-secret-store/json", "esbuild", /\/json` ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/oauth", "esbuild", /\/oauth` adds up to ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/oauth, its token store", "esbuild", /token store alone ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/oauth", "esbuild-stripe", /; ([\d.]+) and [\d.]+ with the older bundler/],
  ["README.md", "stripe-secret-store/oauth, its token store", "esbuild-stripe", /; [\d.]+ and ([\d.]+) with the older bundler/],
  ["README.md", "stripe-secret-store/react, its useOAuth", "esbuild", /`useOAuth` adds ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/stripe", "esbuild", /\/stripe` adds ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/bulk", "esbuild", /\/bulk` ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/bulk, its iterator", "esbuild", /its iterator ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/observe", "esbuild", /\/observe` ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/node", "esbuild", /\/node` ([\d.]+) kB/],
  ["README.md", "stripe-secret-store/node, its HTTP client", "esbuild", /its HTTP client ([\d.]+) kB/],
  ["docs/react.md", "stripe-secret-store/react", "esbuild", /adds ([\d.]+) kB to the client/],
  ["docs/react.md", "stripe-secret-store/react", "esbuild-stripe", /\(([\d.]+) with Stripe's older bundler/],
  ["docs/react.md", "stripe-secret-store/react, its useOAuth", "esbuild", /adds ([\d.]+) kB to that entry/],
  ["docs/json.md", "stripe-secret-store/json", "esbuild", /adds ([\d.]+) kB to the client/],
  ["docs/json.md", "stripe-secret-store/json", "esbuild-stripe", /\(([\d.]+) with Stripe's older bundler/],
  ["docs/stripe-node.md", "stripe-secret-store/stripe", "esbuild", /adds ([\d.]+) kB to the client/],
  ["docs/architecture.md", "stripe-secret-store/node, its HTTP client", "esbuild", /our own, over `fetch` \(`\.\/node`\) +\| ([\d.]+) kB/],
];

let rows: Row[];
let added: Row[];
interface Row {
  name: string;
  esbuild: string;
  brotli: number;
  share: number;
}

beforeAll(async () => {
  rows = await sizes(here);
  added = await additions(here);
});

test("compares each entry with stripe-node, in the bundlers that Stripe has used", () => {
  expect(rows[0]).toMatchObject({ name: "stripe-node 23.1", share: 1 });
  expect(rows[0]!.brotli).toBeGreaterThan(20_000);
  const ours = rows.filter(({ name }) => name.startsWith("stripe-secret-store"));
  expect(ours.map(({ name }) => name)).toEqual([...ENTRIES, ...ENTRIES]);
});

test.each(Object.entries(BUDGETS))("limits %s to %d of stripe-node", (entry, budget) => {
  const own = rows.filter(({ name }) => name === entry);
  expect(own).toHaveLength(2);
  for (const { esbuild, share } of own) expect(share, esbuild).toBeLessThanOrEqual(budget);
});

test.each(Object.entries(ADDED_BUDGETS))("%s adds at most %o bytes to the client", (entry, budgets) => {
  const own = added.filter(({ name }) => name === entry);
  expect(own.map(({ esbuild }) => esbuild)).toEqual(Object.keys(budgets));
  for (const { esbuild, brotli } of own) expect(brotli, esbuild).toBeLessThanOrEqual(budgets[esbuild]!);
});

// The other contents of a bundle move a measurement by some 100 bytes.
test.each(STATED)("%s states to 0.1 kB what %s adds with %s", (document, name, esbuild, figure) => {
  const [, stated] = figure.exec(readFileSync(join(root, document), "utf8")) ?? [];
  const { brotli } = added.find((row) => row.name === name && row.esbuild === esbuild)!;
  expect(Math.abs(Number(stated) - brotli / 1_000)).toBeLessThan(0.11);
});

test("has a budget for each measurement", () => {
  expect(ENTRIES.toSorted()).toEqual(Object.keys(BUDGETS).sort());
  expect(ADDED.map(({ name }: { name: string }) => name)).toEqual(Object.keys(ADDED_BUDGETS));
});

describe("the record", () => {
  test("matches the measurement within 3% (npm run size -- --record changes it)", () => {
    expect(deviations(held(rows, added), recorded())).toEqual([]);
  });

  test("reports a loss, a gain, a new value and a missing value", () => {
    const known = { a: 1_000, b: 1_000, c: 1_000, gone: 1_000 };
    const differing = deviations({ a: 1_031, b: 969, c: 1_030, new: 1 }, known);
    expect(differing.map((line: string) => line.split(":")[0])).toEqual(["a", "b", "new", "gone"]);
  });
});

describe("the report", () => {
  test("lists the contents of the shipped module by name, to the byte", async () => {
    const parts: { crate: string; function: string; bytes: number }[] = await wasmParts();
    const functions = parts.filter(({ crate }) => crate !== "");
    expect(functions.map((part) => part.function)).toEqual(
      expect.arrayContaining(["begin_call", "end_attempt", "read_options", "wipe_scratch"]),
    );
    expect(functions.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(shippedCode());
  });

  test.each(["wasm", "js", "index"])("lists the contents of the entry %s by file", async (entry) => {
    const files = (await moduleParts(entry)).map(({ file }: { file: string }) => file);
    expect(files).toEqual(expect.arrayContaining(["js/sender.js", "js/client.js", "js/module.js"]));
    expect(files.includes("pkg/client/client_bg.wasm")).toBe(entry !== "js");
    expect(files.includes("pkg/client/client_wasm2js.js")).toBe(entry !== "wasm");
  });
});
