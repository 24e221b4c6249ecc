// Compares client and emulator with a plain map during random actions, failures and time. No secret may be lost, doubled or invented.
//
// The variables `SEED` and `STEPS` choose another run, or a longer one.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Simulation, type HttpRequest, type Network } from "../support/model/simulation";
import { anyStep, type Step } from "../support/model/steps";
import { virtualTime, type VirtualTime } from "../support/model/virtual-time";

const STEPS = Number(process.env.STEPS ?? 100_000);
const SEED = Number(process.env.SEED ?? 20_261_125);
const LONGEST = 400;

let time: VirtualTime;
const { random } = Math;
beforeAll(() => void (time = virtualTime(Date.parse("2026-11-25T12:00:00Z"))));
afterAll(() => {
  Math.random = random;
  time.end();
});

const sequence = fc.array(anyStep, { minLength: 1, maxLength: LONGEST, size: "max" });

async function done(steps: Step[], counts: Record<string, number> = {}, network?: Network) {
  // The waits of retries are also the same in each run of a sequence (Park and Miller's generator).
  let chance = 1;
  Math.random = () => (chance = (chance * 48_271) % 2_147_483_647) / 2_147_483_647;
  const simulation = new Simulation(time, counts, network);
  for (const step of steps) {
    await simulation.do(step);
    counts.steps = (counts.steps ?? 0) + 1;
  }
  await simulation.audit();
}

test(`agrees with the map for ${STEPS} steps`, { timeout: 600_000 }, async () => {
  const counts: Record<string, number> = {};
  // The average is half of the longest.
  const numRuns = Math.ceil((STEPS / LONGEST) * 2.2);
  await fc.assert(
    fc.asyncProperty(sequence, (steps) => done(steps, counts)),
    { numRuns, seed: SEED },
  );
  console.log(`seed ${SEED}: ${JSON.stringify(counts)}`);
  expect(counts.steps).toBeGreaterThanOrEqual(STEPS);
  for (const what of EXPECTED) expect(counts[what] ?? 0, what).toBeGreaterThan(STEPS / 10_000);
});

/** The events that a meaningful run must have. */
const EXPECTED = [
  ...["create: answered", "find: answered", "find: null", "list: answered", "delete: answered", "at once", "pages", "time passes"],
  ...["status", "empty", "no_answer", "hang", "cut_body", "wrong_content_type", "broken_json", "latency"].map((kind) => `fault: ${kind}`),
  ...[
    "scope_full",
    "permission_missing",
    "app_uninstalled",
    "not_found",
    "rate_limited",
    "service_failure",
    "unauthorized",
    "invalid_request",
  ],
  ...[
    "connection_failed",
    "timeout",
    "unreadable_response",
    "idempotency_conflict",
    "aborted after it happened",
    "aborted before it happened",
  ],
  ...["invalid_name", "invalid_payload", "invalid_expiry", "invalid_scope", "invalid_parameter", "card_number"],
];

describe("finds", () => {
  /** Returns the number of steps until the fault is found, if `worse` changes every so many relevant requests. */
  async function stepsUntilFoundOut(every: number, matters: (request: HttpRequest) => boolean, worse: Network) {
    let requests = 0;
    const counts: Record<string, number> = {};
    const network: Network = (send, request) => (matters(request) && ++requests % every === 0 ? worse : straight)(send, request);
    const property = fc.asyncProperty(sequence, (steps) => done(steps, counts, network));
    const { failed } = await fc.check(property, { numRuns: 100, seed: SEED, endOnFailure: true });
    expect(failed).toBe(true);
    expect(requests).toBeGreaterThanOrEqual(every);
    console.log(`found out after ${counts.steps ?? 0} steps`);
  }

  const straight: Network = (send, request) => send(request);
  const isCreate = ([, , path, method]: HttpRequest) => method === "POST" && !path.endsWith("/delete");
  const isDelete = ([, , path]: HttpRequest) => path.endsWith("/delete");
  const isFind = ([, , path]: HttpRequest) => path.includes("/find");
  const changed = (request: HttpRequest, at: number, value: unknown) => request.with(at, value as never) as HttpRequest;

  test("the loss of one secret in fifty", async () => {
    await stepsUntilFoundOut(50, isCreate, async (send, request) => {
      const answer = await send(request);
      const form = new URLSearchParams(request[5] ?? "");
      for (const name of ["payload", "expires_at"]) form.delete(name);
      const headers = { ...request[4], "Idempotency-Key": crypto.randomUUID() };
      await send(changed(changed(changed(request, 2, "/v1/apps/secrets/delete"), 4, headers), 5, String(form)));
      return answer;
    });
  });

  test("an unexpected change of one secret in fifty", async () => {
    await stepsUntilFoundOut(50, isCreate, async (send, request) => {
      const answer = await send(request);
      const headers = { ...request[4], "Idempotency-Key": crypto.randomUUID() };
      await send(changed(changed(request, 4, headers), 5, request[5]!.replace(/payload=[^&]*/, "payload=another")));
      return answer;
    });
  });

  test("attempts of one delete with different idempotency keys", async () => {
    await stepsUntilFoundOut(1, isDelete, (send, request) =>
      send(changed(request, 4, { ...request[4], "Idempotency-Key": crypto.randomUUID() })),
    );
  });

  test("one find in a hundred that misses its secret", async () => {
    const nothing = { error: { type: "invalid_request_error", code: "resource_missing" } };
    const answer = { getStatusCode: () => 404, getHeaders: () => ({}), toJSON: () => Promise.resolve(nothing) };
    await stepsUntilFoundOut(100, isFind, () => Promise.resolve(answer));
  });

  test("a secret of another user", async () => {
    await stepsUntilFoundOut(20, isFind, (send, request) => send(changed(request, 2, request[2].replace("usr_2", "usr_1"))));
  });
});
