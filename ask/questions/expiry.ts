// Asks when a secret expires, and which expiries are accepted.

import type { Observation, Question } from "../question";
import { described, type Reply } from "../reply";
import { ACCOUNT, find, prepare, set } from "../steps";

const DAY = 86_400;

/** The seconds until the secret of `expired_at_its_second` expires. */
const LIFE = 4;

/** The milliseconds between two looks at a secret that is about to expire. */
const INTERVAL = 300;

/** The milliseconds from the first look until the expiry. */
const EARLY = 1_200;

/** The number of looks: from a second before the expiry until more than two seconds after it. */
const LOOKS = 14;

/** The seconds between the creation of a secret and the date of the answer. A proxy that changes dates makes more. */
const TOLERANCE = 2;

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
const dateOf = ({ headers }: Reply) => seconds(Date.parse(headers.date ?? ""));
/** Returns the second when a secret was created, or `NaN`. */
const createdOf = ({ fields: { created } }: Reply) => (typeof created === "number" ? created : NaN);
const expiring = (at: number | string) => ({ form: [["expires_at", String(at)]] as const });

export const EXPIRY: readonly Question[] = [
  {
    assumption: "expired_at_its_second",
    needs: ["backend"],
    steps: ({ names, now }) => {
      const expiry = seconds(now) + LIFE;
      const looks = Array.from({ length: LOOKS }, (_, index) =>
        find([["name", names.of("brief")], ...ACCOUNT], { at: expiry * 1000 - EARLY + index * INTERVAL }),
      );
      return [prepare(names.of("brief"), expiring(expiry)), ...looks];
    },
    observe: ([made, ...looks], { now }) =>
      Math.abs(createdOf(made!) - dateOf(made!)) <= TOLERANCE ? goneAfter(looks, seconds(now) + LIFE) : undefined,
  },
  {
    assumption: "bad_expiry",
    needs: ["backend"],
    steps: ({ names, now }) => [
      set(names.of("past"), expiring(1)),
      set(names.of("now"), expiring(seconds(now))),
      set(names.of("text"), expiring("soon")),
    ],
    observe: ([past, now, text], facts) => {
      // Accepted before that second began: the expiry was in the future.
      if (now!.status === 200 && !(createdOf(now!) >= seconds(facts.now))) return undefined;
      return { ...described(past!, "past"), ...described(now!, "now"), ...described(text!, "text") };
    },
  },
  {
    assumption: "century",
    needs: ["backend"],
    // Between 36,500 and 36,525 days. The first secret shows that the dates are right.
    steps: ({ names, now }) => [prepare(names.of("today")), set(names.of("far"), expiring(seconds(now) + 36_512 * DAY))],
    observe: ([today, far], { now }) => (Math.abs(createdOf(today!) - seconds(now)) < DAY ? { accepted: far!.status === 200 } : undefined),
  },
];

/**
 * Finds the first second without the secret, by the date of the answers. It must have been there in the second before, or else
 * the answers came too late to show it.
 */
function goneAfter(looks: readonly Reply[], expiry: number): Observation | undefined {
  const seen = looks.map((look) => ({ isGone: look.status === 404, second: dateOf(look) - expiry }));
  if (seen.some(({ second }) => Number.isNaN(second))) return undefined;
  const gone = seen.filter(({ isGone }) => isGone).map(({ second }) => second);
  const there = seen.filter(({ isGone }) => !isGone).map(({ second }) => second);
  if (there.length === 0) return undefined;
  if (gone.length === 0) return Math.max(...there) >= 2 ? { gone_after_seconds: "more_than_2" } : undefined;
  const first = Math.min(...gone);
  return there.includes(first - 1) ? { gone_after_seconds: first } : undefined;
}
