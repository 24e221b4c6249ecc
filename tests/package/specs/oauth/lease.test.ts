// Simulates the lease: programs take turns over a slow network, and some end while they hold it. Time is virtual, and a seed determines each run.

import { createLease } from "stripe-secret-store/oauth";
import { createEmulator, type Emulator } from "stripe-secret-store/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { virtualTime, type VirtualTime } from "../../support/model/virtual-time";
import { clientOver, USER } from "../../support/client";

// A simulation takes seconds of processor time, and shares the machine.
vi.setConfig({ testTimeout: 120_000 });

const START = Date.parse("2026-11-25T12:00:00Z");
const DELAY = 200;
const TTL = 10_000;
const USE = 2_000;
const PROGRAMS = 5;
const ROUNDS = 6;
// Each of its own run. Thirty found no overlap either (November 2026).
const SEEDS = 10;
const LOCATION = { name: "crm", scope: "account" as const };
/** The secret that is written to take it. */
const LEASE = { ...LOCATION, name: "crm.lease" };

const { random } = Math;
let time: VirtualTime;
beforeAll(() => void (time = virtualTime(START)));
afterAll(() => {
  Math.random = random;
  time.end();
});

const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

interface Network {
  /** Returns the milliseconds that a request to the store takes, and that its answer takes. */
  latency(): number;
  /** Returns whether an answer is lost. */
  loses(): boolean;
}

/** Returns a program's client, without retries and with a short time-out: a call whose answer is lost fails. */
function clientOf(emulator: Emulator, { latency, loses }: Network) {
  const http = emulator.httpClient({ user: USER });
  return clientOver(
    {
      getClientName: () => "slow",
      async makeRequest(...request) {
        await wait(latency());
        const response = await http.makeRequest(...request);
        await wait(latency());
        return loses() ? new Promise<never>(() => undefined) : response;
      },
    },
    { timeout: 2_000 },
  );
}

interface Outcome {
  /** The number of times that a program had the lease. */
  held: number;
  /** The number of times that a program got it while another had it. */
  overlaps: number;
  /** The number of calls that failed while the lease was being taken. */
  failures: number;
  /** The number of programs that ended with the lease. */
  ended: number;
}

/** Programs that take the lease as often as they can. */
async function run(seed: number, network: (chance: () => number) => Network, { clock = Date.now, ending = 0 } = {}) {
  let state = seed;
  // Park and Miller's generator: the same run each time.
  Math.random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let i = 0; i < 10; i++) Math.random();
  const emulator = createEmulator();
  const outcome: Outcome = { held: 0, overlaps: 0, failures: 0, ended: 0 };
  const holders = new Set<number>();

  async function program(id: number) {
    const client = clientOf(emulator, network(Math.random));
    const lease = createLease({ delay: DELAY, ttl: TTL });
    let isOver = false;
    let end!: () => void;
    const ended = new Promise<void>((done) => (end = done));
    for (let round = 0; round < ROUNDS && !isOver;) {
      await wait(Math.random() * 500);
      const use = async () => {
        outcome.held++;
        if (holders.size) outcome.overlaps++;
        if (Math.random() < ending) {
          outcome.ended++;
          isOver = true;
          end();
          // A program that has ended never comes to giving back.
          return new Promise<never>(() => undefined);
        }
        holders.add(id);
        await wait(Math.random() * USE);
        holders.delete(id);
        round++;
      };
      const held = lease
        .hold(use, { client, location: LOCATION, clock, minRemaining: USE, stillNeeded: async () => true })
        .catch(() => outcome.failures++);
      await Promise.race([held, ended]);
    }
  }

  const outcomes = await time.settled(Promise.all(Array.from({ length: PROGRAMS }, (_, id) => program(id))));
  if (outcomes.status === "rejected") throw outcomes.reason;
  return outcome;
}

function sum(outcomes: Outcome[]): Outcome {
  const total: Outcome = { held: 0, overlaps: 0, failures: 0, ended: 0 };
  for (const outcome of outcomes) for (const name of Object.keys(total) as (keyof Outcome)[]) total[name] += outcome[name];
  return total;
}

async function runs(count: number, ...options: Parameters<typeof run> extends [number, ...infer Rest] ? Rest : never) {
  const outcomes = [];
  for (let seed = 1; seed <= count; seed++) outcomes.push(await run(seed * 7919, ...options));
  return sum(outcomes);
}

const never = () => false;
const neverCalled = () => Promise.reject(new Error("It was held."));

describe("gives no two programs the lease at the same time", () => {
  test("if reads and writes take less than the delay", async () => {
    const total = await runs(SEEDS, (chance) => ({ latency: () => chance() * 45, loses: never }));
    expect(total).toEqual({ held: SEEDS * PROGRAMS * ROUNDS, overlaps: 0, failures: 0, ended: 0 });
  });

  test("if a tenth of the requests take longer, some much longer", async () => {
    const latency = (chance: () => number) => () => (chance() < 0.1 ? chance() * 900 : chance() * 40);
    const total = await runs(SEEDS, (chance) => ({ latency: latency(chance), loses: never }));
    expect(total).toMatchObject({ held: SEEDS * PROGRAMS * ROUNDS, overlaps: 0 });
  });

  test("if one answer in fifty is lost", async () => {
    const total = await runs(SEEDS, (chance) => ({ latency: () => chance() * 45, loses: () => chance() < 0.02 }));
    expect(total).toMatchObject({ held: SEEDS * PROGRAMS * ROUNDS, overlaps: 0 });
    expect(total.failures).toBeGreaterThan(SEEDS / 2);
  });

  test("if programs end while they hold it, and lets others have it after its ttl", async () => {
    const total = await runs(SEEDS, (chance) => ({ latency: () => chance() * 45, loses: never }), { ending: 0.1 });
    expect(total.overlaps).toBe(0);
    expect(total.ended).toBeGreaterThan(SEEDS);
    expect(total.held).toBeGreaterThan(SEEDS * 10);
  });
});

test("finds two programs with the lease if a clock is ten times too slow", async () => {
  const slow = () => START + (Date.now() - START) / 10;
  const total = await runs(SEEDS, (chance) => ({ latency: () => chance() * 3 * DELAY, loses: never }), { clock: slow });
  expect(total.overlaps).toBeGreaterThan(0);
});

test("is not taken if it is no longer needed after another program has released it", async () => {
  const emulator = createEmulator();
  const client = clientOver(emulator.httpClient({ user: USER }));
  await client.createSecret({ ...LEASE, payload: "another program's" });
  setTimeout(() => void client.deleteSecret(LEASE), 3 * DELAY);
  let asked = 0;
  const stillNeeded = async () => ++asked < 1;
  const held = createLease({ delay: DELAY, ttl: TTL }).hold(neverCalled, {
    client,
    location: LOCATION,
    clock: Date.now,
    minRemaining: USE,
    stillNeeded,
  });
  expect(await time.settled(held)).toEqual({ status: "fulfilled", value: undefined });
  expect(asked).toBe(1);
  expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
});

test("costs four requests and one to one and a half delays, and leaves no secret", async () => {
  const emulator = createEmulator();
  const client = clientOver(emulator.httpClient({ user: USER }));
  const begun = time.now();
  const request = { client, location: LOCATION, clock: Date.now, minRemaining: USE, stillNeeded: async () => true };
  const held = await time.settled(createLease({ delay: DELAY, ttl: TTL }).hold(async () => "done", request));
  expect(held).toEqual({ status: "fulfilled", value: "done" });
  expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v1/apps/secrets/find",
    "POST /v1/apps/secrets",
    "GET /v1/apps/secrets/find",
    "POST /v1/apps/secrets/delete",
  ]);
  expect(time.now() - begun).toBeGreaterThanOrEqual(DELAY);
  expect(time.now() - begun).toBeLessThanOrEqual(1.5 * DELAY);
  expect((await client.listSecrets({ scope: "account" })).data).toEqual([]);
});

test("names the secret that it needs if the scope is full, and runs nothing", async () => {
  const emulator = createEmulator();
  const client = clientOver(emulator.httpClient({ user: USER }));
  for (let i = 0; i < 10; i++) await client.createSecret({ name: `other-${i}`, scope: "account", payload: "x" });
  const request = { client, location: LOCATION, clock: Date.now, minRemaining: USE, stillNeeded: async () => true };
  const held = await time.settled(createLease({ delay: DELAY, ttl: TTL }).hold(neverCalled, request));
  expect(held).toMatchObject({
    status: "rejected",
    reason: { code: "refresh_failed", message: expect.stringContaining("crm.lease"), cause: { code: "scope_full" } },
  });
});

test("is held by one program at a time, even if Math.random is mocked in both", async () => {
  const client = clientOver(createEmulator().httpClient({ user: USER }));
  Math.random = () => 0.5;
  let holders = 0;
  const use = async () => {
    expect(++holders).toBe(1);
    await wait(USE);
    holders--;
    return "done";
  };
  const request = { client, location: LOCATION, clock: Date.now, minRemaining: USE, stillNeeded: async () => true };
  const hold = () => createLease({ delay: DELAY, ttl: TTL }).hold(use, request);
  expect(await time.settled(Promise.all([hold(), hold()]))).toEqual({ status: "fulfilled", value: ["done", "done"] });
  Math.random = random;
});

test("fails after three ttls if the Secret Store is slower than the delay", async () => {
  const emulator = createEmulator();
  const client = clientOf(emulator, { latency: () => 2 * DELAY, loses: never });
  const begun = time.now();
  const request = { client, location: LOCATION, clock: Date.now, minRemaining: USE, stillNeeded: async () => true };
  expect(await time.settled(createLease({ delay: DELAY, ttl: TTL }).hold(neverCalled, request))).toMatchObject({
    status: "rejected",
    reason: { code: "refresh_failed", name: "OAuthError" },
  });
  expect(time.now() - begun).toBeLessThan(4 * TTL);
});
