// Describes the steps as plain data, so that a failing sequence can be read and shortened.

import fc from "fast-check";
import type { Fault } from "stripe-secret-store/testing";

/** The actors in the emulator's default world: four extensions, one of them in live mode, and two backends. */
export const ACTORS = [
  { app: "app_a", user: "usr_1", livemode: false },
  { app: "app_a", user: "usr_2", livemode: false },
  { app: "app_b", user: "usr_1", livemode: false },
  { app: "app_a", user: "usr_1", livemode: true },
  { app: "app_a", user: undefined, livemode: false },
  { app: "app_b", user: undefined, livemode: false },
] as const;

export type Actor = (typeof ACTORS)[number];
export const USERS = ["usr_1", "usr_2"] as const;
export const TIMEOUT = 1_000;

/** More names than a scope can hold. Some are similar, some have characters that must be escaped. */
export const NAMES = [
  "token",
  "Token",
  "token ",
  "a&b=c",
  "100%25",
  "[x]",
  "tök☃n",
  "😀",
  "__proto__",
  "payload",
  "a/b?c#d",
  "0",
  "null",
] as const;

export interface Call {
  do: "create" | "find" | "delete" | "list";
  actor: number;
  /** The account, or a user. A backend names the user; an extension always uses its own. */
  scope: "account" | (typeof USERS)[number];
  name: (typeof NAMES)[number];
  payload: string;
  /** Seconds from the call on; 0 for never. */
  expiresIn: number;
}

export interface Patience {
  faults: readonly Fault[];
  retries: number;
  /** `true` if the caller passes the idempotency key. */
  ownKey: boolean;
  /** The time until the call is aborted, in milliseconds. */
  abortAfter: number | undefined;
}

export type Step =
  | { step: "call"; call: Call; patience: Patience }
  | { step: "at once"; calls: Call[] }
  | { step: "pages"; call: Call; limit: number }
  | { step: "filled"; call: Call }
  | { step: "refused"; call: Call; how: number }
  | { step: "time passes"; seconds: number }
  | { step: "permission"; app: string; granted: boolean }
  | { step: "installation"; app: string; installed: boolean };

const payload = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(..."aZ09 -_.~!'()*&=+%#?/\\\"\n\0é☃\uFFFD😀") }),
  },
  { weight: 4, arbitrary: fc.constantFrom("p", "null", "[object Object]", "a&payload=b", "%00", "\u0000", "\uFFFD", "☃".repeat(40)) },
  { weight: 1, arbitrary: fc.constant("é".repeat(5_000)) },
);

const call: fc.Arbitrary<Call> = fc.record({
  do: fc.constantFrom("create", "create", "create", "find", "find", "delete", "delete", "list"),
  // Mostly a few names, so that calls meet.
  actor: fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 5),
  scope: fc.constantFrom("account", "account", "account", ...USERS),
  name: fc.constantFrom(...NAMES),
  payload,
  expiresIn: fc.constantFrom(0, 0, 0, 0, 60, 100, 5_000),
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant("status" as const),
    status: fc.constantFrom(400, 401, 403, 409, 429, 500, 503),
    executed: fc.boolean(),
    shouldRetry: fc.constantFrom(undefined, undefined, true, false),
  }),
  fc.record({ kind: fc.constant("empty" as const), status: fc.constantFrom(403, 500, 502), executed: fc.boolean() }),
  fc.record({ kind: fc.constantFrom("no_answer" as const, "no_answer" as const, "hang" as const), executed: fc.boolean() }),
  fc.record({ kind: fc.constantFrom("cut_body" as const, "wrong_content_type" as const, "broken_json" as const) }),
  fc.record({ kind: fc.constant("latency" as const), delay: fc.constantFrom(10, TIMEOUT - 1, TIMEOUT + 1) }),
);

const patience: fc.Arbitrary<Patience> = fc.record({
  faults: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) }),
  retries: fc.nat(2),
  ownKey: fc.boolean(),
  abortAfter: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: fc.constantFrom(0, 5, 300, 700, 2_000) }),
});

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ step: fc.constant("call" as const), call, patience }) },
  { weight: 10, arbitrary: fc.record({ step: fc.constant("at once" as const), calls: sameSecret() }) },
  { weight: 3, arbitrary: fc.record({ step: fc.constant("pages" as const), call, limit: fc.constantFrom(1, 3, 10, 100) }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("filled" as const), call }) },
  { weight: 5, arbitrary: fc.record({ step: fc.constant("refused" as const), call, how: fc.nat(5) }) },
  { weight: 8, arbitrary: fc.record({ step: fc.constant("time passes" as const), seconds: fc.constantFrom(1, 30, 59, 60, 61, 4_000) }) },
  {
    weight: 3,
    arbitrary: fc.record({ step: fc.constant("permission" as const), app: app(), granted: fc.constantFrom(true, true, true, false) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant("installation" as const),
      app: app(),
      installed: fc.constantFrom(true, true, true, true, false),
    }),
  },
);

function app() {
  return fc.constantFrom("app_a", "app_b");
}

/** Returns calls for one secret: with one actor, scope and name. */
function sameSecret(): fc.Arbitrary<Call[]> {
  return fc.array(call, { minLength: 2, maxLength: 4 }).map((calls) =>
    calls.map((one) => ({
      ...one,
      actor: calls[0]!.actor,
      scope: calls[0]!.scope,
      name: calls[0]!.name,
      do: one.do === "list" ? "find" : one.do,
    })),
  );
}
