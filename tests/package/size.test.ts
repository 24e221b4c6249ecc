// The budgets: what an extension grows by, beside what it would grow by with stripe-node.

import { beforeAll, expect, test } from "vitest";
// @ts-expect-error plain JavaScript, since it is also run by itself
import { ADDED, additions, ENTRIES, sizes } from "../../benches/size.mjs";
import { here } from "./support";

const BUDGETS: Record<string, number> = {
  "stripe-secret-store": 0.56,
  "stripe-secret-store/wasm": 0.33,
  "stripe-secret-store/js": 0.4,
};

/** In bytes, beyond the client. */
const ADDED_BUDGETS: Record<string, number> = {
  "stripe-secret-store/react": 2_500,
  // 2 kB were aimed at, and hold for the token store. The exchange is 0.6 kB and the lease 0.35 kB, which a bundle has only if it uses them.
  "stripe-secret-store/oauth": 2_550,
  "stripe-secret-store/oauth, its token store": 1_600,
};

let theirs: Row;
let ours: Row[];
let added: Row[];
interface Row {
  name: string;
  esbuild: string;
  brotli: number;
  share: number;
}

beforeAll(async () => {
  const rows: Row[] = await sizes(here);
  console.table(rows);
  [theirs, ...ours] = rows as [Row, ...Row[]];
  added = await additions(here);
  console.table(added);
});

test("each is measured beside stripe-node, in the bundlers that Stripe has used", () => {
  expect(theirs).toMatchObject({ name: "stripe", share: 1 });
  expect(theirs.brotli).toBeGreaterThan(20_000);
  expect(ours).toHaveLength(2 * ENTRIES.length);
});

test.each(Object.entries(BUDGETS))("%s is at most %d of stripe-node", (entry, budget) => {
  const rows = ours.filter(({ name }) => name === entry);
  expect(rows).toHaveLength(2);
  for (const { esbuild, share } of rows) expect(share, esbuild).toBeLessThanOrEqual(budget);
});

test.each(Object.entries(ADDED_BUDGETS))("%s adds at most %d bytes to the client", (entry, budget) => {
  const rows = added.filter(({ name }) => name === entry);
  expect(rows).toHaveLength(2);
  for (const { esbuild, brotli } of rows) expect(brotli, esbuild).toBeLessThanOrEqual(budget);
});

test("whatever adds to the client has a budget", () => {
  expect(ADDED.map(({ name }: { name: string }) => name)).toEqual(Object.keys(ADDED_BUDGETS));
});
