// The token store against a provider of a random kind: several programs on one secret, slow and lost answers, outages, programs that end at any step.
// No sign-in is lost that the provider still honours, except in the one gap that docs/oauth.md names.
//
// `SEED` and `STEPS` in the environment give another run, or a longer one.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { virtualTime, type VirtualTime } from "../../support/model/virtual-time";
import { Scenario, type Sabotage } from "../../support/oauth/model/scenario";

const STEPS = Number(process.env.STEPS ?? 50_000);
const SEED = Number(process.env.SEED ?? 20_261_127);
const LONGEST = 60;

let time: VirtualTime;
const { random } = Math;
beforeAll(() => void (time = virtualTime(Date.parse("2026-11-27T12:00:00Z"))));
afterAll(() => {
  Math.random = random;
  time.end();
});

/** Runs scenarios until so many steps are done, and returns how often what happened. */
async function run(steps: number, sabotage: Sabotage = {}) {
  const counts: Record<string, number> = { steps: 0 };
  for (let seed = SEED; counts.steps! < steps; seed += 7919) {
    // Park and Miller's generator: a scenario is the same each time.
    let state = (seed % 2_147_483_646) + 1;
    const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let i = 0; i < 10; i++) chance();
    Math.random = chance;
    const scenario = new Scenario(time, chance, counts, sabotage);
    try {
      await scenario.run(1 + Math.floor(chance() * LONGEST));
    } catch (error) {
      throw new Error(`SEED=${seed}, after ${counts.steps} steps: ${(error as Error).message}\n${scenario.story.join("\n")}`, {
        cause: error,
      });
    }
  }
  return counts;
}

test(`loses no sign-in in ${STEPS} steps`, { timeout: 600_000 }, async () => {
  const counts = await run(STEPS);
  console.log(`seed ${SEED}: ${JSON.stringify(counts)}`);
  for (const what of EXPECTED) expect(counts[what] ?? 0, what).toBeGreaterThan(STEPS / 5_000);
});

/** Lists the events that a meaningful run must have. */
const EXPECTED = [
  ...["served", "refreshed", "rotated", "signed_out", "refresh_failed", "gap", "program ended"],
  ...["late answer", "lost answer", "lost request", "outage", "not stored", "replay refused", "replay in grace", "revoked"],
  ...["with a lease", "several programs", "with a header value"],
];

describe("finds a fault that is put in on purpose:", () => {
  const FAULTS: [string, Sabotage][] = [
    ["a write that is answered and lost, one in thirty", { losesWrite: 1 / 30 }],
    ["a refresh token that is dropped from what is stored, one in thirty", { dropsRefreshToken: 1 / 30 }],
    ["a lease that all programs get", { brokenLease: true }],
    ["a refresh token that is sent again while the first request is under way", { sendsTwice: true }],
    ["an outage that is taken for a refusal", { mistakesOutage: true }],
    ["a refusal that is taken for an outage", { mistakesRefusal: true }],
  ];
  test.each(FAULTS)("%s", async (_, sabotage) => {
    await expect(run(STEPS / 5, sabotage)).rejects.toThrow(/SEED=/);
  });
});
