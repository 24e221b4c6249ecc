// The budgets: what an extension grows by, beside what it would grow by with stripe-node.

import { beforeAll, expect, test } from "vitest";
// @ts-expect-error plain JavaScript, since it is also run by itself
import { ENTRIES, sizes } from "../../benches/size.mjs";
import { here } from "./support";

const BUDGETS: Record<string, number> = {
  "stripe-secret-store": 0.56,
  "stripe-secret-store/wasm": 0.33,
  "stripe-secret-store/js": 0.4,
};

let theirs: Row;
let ours: Row[];
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
