// The budget: what an extension grows by, beside what it would grow by with stripe-node.

import { expect, test } from "vitest";
// @ts-expect-error plain JavaScript, since it is also run by itself
import { sizes } from "../../benches/size.mjs";
import { here } from "./support";

const BUDGET = 0.4;

test("the client is at most 0.4 of stripe-node, whichever bundler Stripe uses", async () => {
  const rows: { name: string; esbuild: string; brotli: number; share: number }[] = await sizes(here);
  console.table(rows);
  const [theirs, ...ours] = rows;
  expect(theirs).toMatchObject({ name: "stripe-node", share: 1 });
  expect(theirs!.brotli).toBeGreaterThan(20_000);
  expect(ours).toHaveLength(2);
  for (const { esbuild, share } of ours) expect(share, esbuild).toBeLessThanOrEqual(BUDGET);
});
