// Runs the questions of ask-stripe under trouble: faults, interruptions, a full scope, live mode. Nothing may be left behind, and no other secret may be touched.

import { createEmulator, type Emulator, type Fault } from "stripe-secret-store/testing";
import { describe, expect, test } from "vitest";
import { isRunCode, PREFIX, runCode } from "../../ask/names";
import { NotReadyError } from "../../ask/preflight";
import { QUESTIONS } from "../../ask/questions";
import { checkIsOwn, LiveModeError, type Clock, type Transport } from "../../ask/sender";
import { find, list, remove, set } from "../../ask/steps";
import { ACCOUNT, ask, fakeClock, storedIn, transportTo, WORLD } from "./ask";

const FAULTS: Record<string, Fault> = {
  "rate limits": { kind: "status", status: 429 },
  "failures of the service": { kind: "status", status: 500 },
  "failures of a write that was made": { kind: "status", status: 503, executed: true },
  "conflicts of idempotency keys": { kind: "status", status: 409 },
  "refusals without a body": { kind: "empty" },
  "closed connections": { kind: "no_answer" },
  "hanging connections": { kind: "hang" },
  "bodies that are cut": { kind: "cut_body" },
  "pages of HTML": { kind: "wrong_content_type" },
  "broken JSON": { kind: "broken_json" },
};

/** Returns an emulator with a secret of another program, and a clock. */
function start(secrets: readonly { name: string; payload: string }[] = []) {
  const clock = fakeClock();
  const others = secrets.map((secret) => ({ ...secret, app: "app_a", account: ACCOUNT }));
  return { clock, emulator: createEmulator({ world: { ...WORLD, secrets: others }, seeded: true, now: () => clock.now() }) };
}

const OTHERS = [
  { name: "of another program", payload: "made up" },
  { name: `${PREFIX}-of-an-earlier-run`, payload: "made up" },
];

/** Returns random numbers that are the same in each run of the tests. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const namesIn = (emulator: Emulator) =>
  storedIn(emulator)
    .map(({ name }) => name)
    .sort();
const verdicts = (results: readonly { verdict: string }[]) => new Set(results.map(({ verdict }) => verdict));

describe("ends, cleans up and says that it could not tell after", () => {
  test.for(Object.entries(FAULTS))("%s, at random", async ([, fault]) => {
    const { emulator, clock } = start();
    const honest = transportTo(emulator, clock);
    const roll = dice(26);
    let isListed = false;
    const transport: Transport = (request, signal) => {
      // A run begins only if the account's scope could be listed.
      if (isListed && roll() < 0.3) emulator.fail(fault);
      isListed = true;
      return honest(request, signal);
    };
    const { results, left } = await ask({ emulator, clock, transport });
    expect(verdicts(results)).toEqual(new Set(["same", "could not tell"]));
    expect(left).toEqual([]);
    expect(namesIn(emulator)).toEqual([]);
  });

  test.for(Object.entries(FAULTS))("%s, all the time", async ([, fault]) => {
    const { emulator, clock } = start();
    const honest = transportTo(emulator, clock);
    let count = 0;
    const transport: Transport = (request, signal) => {
      count += 1;
      // Only the first question comes through, up to its fifth secret.
      if (count > 6) emulator.fail(fault);
      return honest(request, signal);
    };
    const { results, left, error } = await ask({ emulator, clock, transport });
    expect(verdicts(results)).toEqual(new Set(["could not tell"]));
    const listed = left.map(({ name }) => name);
    expect(namesIn(emulator).filter((name) => !listed.includes(name))).toEqual([]);
    expect(left.length > 0).toBe(error !== undefined);
  });
});

test.for(QUESTIONS.map(({ assumption }) => assumption))(
  "goes on after %s where the first requests of each attempt fail",
  async (assumption) => {
    const { emulator, clock } = start();
    const honest = transportTo(emulator, clock);
    const seen = new Set<string>();
    const transport: Transport = (request, signal) => {
      const isNew = !seen.has(request.path + request.body);
      seen.add(request.path + request.body);
      if (seen.size > 1 && isNew) emulator.fail({ kind: "status", status: 500, method: request.method === "POST" ? "POST" : "GET" });
      return honest(request, signal);
    };
    const questions = QUESTIONS.filter((question) => question.assumption === assumption);
    const { error, left } = await ask({ emulator, clock, transport, questions });
    expect({ error, left }).toEqual({ left: [] });
    expect(namesIn(emulator)).toEqual([]);
  },
);

test("names every secret that it could not delete", async () => {
  const { emulator, clock } = start();
  const honest = transportTo(emulator, clock);
  const transport: Transport = (request, signal) =>
    request.path.endsWith("/delete") ? Promise.reject(new Error("no way")) : honest(request, signal);
  const { results, left, error } = await ask({ emulator, clock, transport });
  expect(left.map(({ name }) => name).sort()).toEqual(namesIn(emulator));
  expect(left.every(({ scope }) => scope === "account")).toBe(true);
  expect(left).toHaveLength(10);
  expect(error?.message).toContain("could not be deleted");
  expect(verdicts(results)).toEqual(new Set(["could not tell"]));
});

test("deletes a secret that the service makes late, after the same request was answered", async () => {
  const { emulator, clock } = start();
  const honest = transportTo(emulator, clock);
  let late: (() => Promise<unknown>) | undefined;
  /** Carries out the request that was not answered. */
  async function carryOut() {
    await late?.();
    late = undefined;
  }
  const slowly: Clock = {
    now: clock.now,
    async sleep(milliseconds, signal) {
      if (milliseconds === 2_000) await carryOut();
      await clock.sleep(milliseconds, signal);
    },
  };
  let count = 0;
  const transport: Transport = (request, signal) => {
    count += 1;
    if (count !== 2) return honest(request, signal);
    late = () => honest(request, undefined);
    return Promise.reject(new Error("no answer"));
  };
  const questions = QUESTIONS.filter(({ assumption }) => assumption === "card_numbers_kept");
  const { results, left } = await ask({ emulator, clock: slowly, transport, questions });
  await carryOut();
  expect(results.map(({ verdict }) => verdict)).toEqual(["same"]);
  expect({ left, stored: namesIn(emulator) }).toEqual({ left: [], stored: [] });
});

describe("cleans up after an interruption", () => {
  /** Interrupts a run at one of its requests. `before`: the request is not sent. */
  async function interrupted(at: number, how: "before" | "during" | "after"): Promise<void> {
    const { emulator, clock } = start(OTHERS);
    const honest = transportTo(emulator, clock);
    const { signal, abort } = interruption();
    let count = 0;
    const transport: Transport = async (request, current) => {
      count += 1;
      if (count !== at) return honest(request, current);
      if (how === "before") abort();
      if (current?.aborted) throw new Error("aborted");
      const answer = await honest(request, current);
      abort();
      if (how === "during") throw new Error("aborted");
      return answer;
    };
    const { isInterrupted, left } = await ask({ emulator, clock, transport, signal });
    expect({ isInterrupted, left }).toEqual({ isInterrupted: true, left: [] });
    expect(namesIn(emulator)).toEqual(OTHERS.map(({ name }) => name).sort());
  }

  test.for(["before", "during", "after"] as const)("%s any request of a question", async (how) => {
    // Each question begins somewhere in these numbers. The step has no common divisor with the requests of most questions.
    for (let at = 2; at < 120; at += 7) await interrupted(at, how);
  });

  test("while a request hangs that the service carries out late", async () => {
    const { emulator, clock } = start();
    const honest = transportTo(emulator, clock);
    const { signal, abort } = interruption();
    let late: (() => Promise<unknown>) | undefined;
    const slowly: Clock = {
      now: clock.now,
      async sleep(milliseconds, current) {
        // The service carries it out after the first deletion.
        if (milliseconds === 2_000) await late?.();
        await clock.sleep(milliseconds, current);
      },
    };
    let count = 0;
    const transport: Transport = (request, current) => {
      count += 1;
      if (count !== 4) return honest(request, current);
      late = () => honest(request, undefined);
      abort();
      return Promise.reject(new Error("aborted"));
    };
    const { isInterrupted, left } = await ask({ emulator, clock: slowly, transport, signal });
    expect({ isInterrupted, left }).toEqual({ isInterrupted: true, left: [] });
    expect(namesIn(emulator)).toEqual([]);
  });
});

function interruption() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

describe("touches no secret that it did not make", () => {
  test("keeps all others as they were, and their payloads unread", async () => {
    const seven = Array.from({ length: 7 }, (_, index) => ({ name: `other ${index}`, payload: "made up by another program" }));
    const { emulator, clock } = start(seven);
    const before = storedIn(emulator);
    const seen: string[] = [];
    const honest = transportTo(emulator, clock);
    const transport: Transport = async (request, signal) => {
      const answer = await honest(request, signal);
      seen.push(JSON.stringify(answer.json));
      return answer;
    };
    const { results } = await ask({ emulator, clock, transport });
    expect(results.filter(({ verdict }) => verdict === "differs")).toEqual([]);
    expect(results.filter(({ verdict }) => verdict === "same").length).toBeGreaterThan(30);
    expect(storedIn(emulator)).toEqual(before);
    expect(seen.filter((json) => json?.includes("made up by another program"))).toEqual([]);
  });

  test("sends nothing but requests of the Secret Store, whose names have the code of the run", async () => {
    const { emulator, clock } = start(OTHERS);
    const code = "0123456789ab00";
    const honest = transportTo(emulator, clock);
    const named: string[] = [];
    const transport: Transport = (request, signal) => {
      const { searchParams } = new URL(request.path, "https://api.stripe.com");
      named.push(...searchParams.getAll("name"), ...new URLSearchParams(request.body).getAll("name"));
      return honest(request, signal);
    };
    await ask({ emulator, clock, code, transport });
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((name) => name !== "" && !name.startsWith(`${PREFIX}-${code}-`))).toEqual([]);
    expect(emulator.requests.filter(({ path }) => !path.startsWith("/v1/apps/secrets"))).toEqual([]);
  });

  test.for([
    ["another name", set("token")],
    ["another run's name", remove("ask-stripe-00-token")],
    ["a second, foreign name", set("ask-stripe-01-token", { form: [["name", "token"]] })],
    ["a foreign name in the query", { ...remove("ask-stripe-01-token"), query: [["name", "token"]] as const }],
    ["a foreign name in brackets", find([["name[a]", "token"]])],
    ["a write without a name", { method: "POST", route: "/delete", body: [["scope[type]", "account"]] } as const],
    ["another route", { ...list([]), route: "/../../customers" }],
    ["another host", { ...list([]), route: "@evil.example" }],
  ] as const)("refuses to send %s", ([, step]) => {
    expect(() => checkIsOwn(step, "ask-stripe-01-")).toThrow("did not make");
  });
});

test("sends at most five requests in any second, retries and the clean-up included", async () => {
  const { emulator, clock } = start();
  const honest = transportTo(emulator, clock);
  const times: number[] = [];
  const roll = dice(5);
  const transport: Transport = (request, signal) => {
    times.push(clock.now());
    if (roll() < 0.1) emulator.fail({ kind: "status", status: 429 });
    return honest(request, signal);
  };
  await ask({ emulator, clock, transport });
  expect(times.length).toBeGreaterThan(100);
  expect(times.filter((time, index) => times[index + 5]! - time < 1_000)).toEqual([]);
});

describe("stops before it writes", () => {
  test.for([8, 10])("where %i places of the account's scope are taken", async (count) => {
    const { emulator, clock } = start(Array.from({ length: count }, (_, index) => ({ name: `other ${index}`, payload: "made up" })));
    const done = ask({ emulator, clock });
    await expect(done).rejects.toThrow(NotReadyError);
    await expect(done).rejects.toThrow(`${count} of 10 secrets, and the questions need 3 free places. Delete secrets`);
    expect(emulator.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("unless the questions need no place", async () => {
    const { emulator, clock } = start(Array.from({ length: 10 }, (_, index) => ({ name: `other ${index}`, payload: "made up" })));
    const reads = QUESTIONS.filter(({ assumption }) => ["user_missing", "bad_limit"].includes(assumption));
    const { results } = await ask({ emulator, clock, questions: reads });
    expect(verdicts(results)).toEqual(new Set(["same"]));
  });

  test("names the secrets of an earlier run that take the places", async () => {
    const { emulator, clock } = start(
      Array.from({ length: 9 }, (_, index) => ({ name: `${PREFIX}-earlier-${index}`, payload: "made up" })),
    );
    await expect(ask({ emulator, clock })).rejects.toThrow(`An earlier run left ${PREFIX}-earlier-8`);
  });

  test.for([
    ["sk_test_unknown", "401. The key is not valid"],
    ["sk_test_app_b", "403. The key may not read secrets"],
  ])("where the key %s is refused", async ([key, message]) => {
    const clock = fakeClock();
    const world = { ...WORLD, apps: [...WORLD.apps, { id: "app_b", owner: "acct_maker", distribution: "published" as const }] };
    const emulator = createEmulator({ world, now: () => clock.now() });
    await expect(ask({ emulator, clock, transport: transportTo(emulator, clock, key) })).rejects.toThrow(message);
  });

  test("where the address does not answer as Stripe does", async () => {
    const { emulator, clock } = start();
    const transport: Transport = async () => ({ status: 200, headers: {}, json: undefined, isEmpty: false });
    await expect(ask({ emulator, clock, transport })).rejects.toThrow("could not be listed");
  });
});

describe("stops at once in live mode", () => {
  test("after the first read, without a write", async () => {
    const { emulator, clock } = start(OTHERS.map((secret) => ({ ...secret, livemode: true })));
    const transport = transportTo(emulator, clock, "sk_live_app_a");
    await expect(ask({ emulator, clock, transport })).rejects.toThrow(LiveModeError);
    expect(emulator.requests).toHaveLength(1);
  });

  test("after the first write where nothing could be read, and lists what it made", async () => {
    const { emulator, clock } = start();
    const { error, left, results } = await ask({ emulator, clock, transport: transportTo(emulator, clock, "sk_live_app_a") });
    expect(error).toBeInstanceOf(LiveModeError);
    expect(emulator.requests).toHaveLength(2);
    expect(left.map(({ name }) => name)).toEqual(namesIn(emulator));
    expect(verdicts(results)).toEqual(new Set(["could not tell"]));
  });
});

test("gives each run a code of its own, and recognises a mistyped one", () => {
  const codes = Array.from({ length: 50 }, runCode);
  expect(new Set(codes)).toHaveLength(50);
  expect(codes.every(isRunCode)).toBe(true);
  const mistyped = codes.map((code) => (code.startsWith("0") ? "1" : "0") + code.slice(1));
  expect([...mistyped, "", "0", codes[0]!.toUpperCase() + " ", `${codes[0]}0`].filter(isRunCode)).toEqual([]);
});

test("gives a reason for each question that it cannot put", async () => {
  const { emulator, clock } = start();
  const { results } = await ask({ emulator, clock, meets: ["backend"] });
  const skipped = QUESTIONS.filter(({ needs }) => needs.some((need) => need !== "backend"));
  const reasons = results.filter(({ verdict }) => verdict === "could not tell");
  expect(reasons.map(({ assumption }) => assumption)).toEqual(skipped.map(({ assumption }) => assumption));
  expect(reasons.every(({ reason }) => /^(It needs|With) /.test(reason ?? ""))).toBe(true);
});
