// Asks about the ten places of a scope, and about replacing a secret.

import type { Facts, Question, Step } from "../question";
import { described, isObject, type Reply } from "../reply";
import { ACCOUNT, list, prepare, set, WHOLE } from "../steps";

/** The number of secrets that a scope can hold, by Stripe's guide. */
export const PLACES = 10;

/** More than a second, so that two secrets are not created in the same one. */
const NEXT_SECOND = 1_100;

/** Fills the account's scope, and lists it, since another program may have deleted a secret meanwhile. */
const fill = ({ names, taken }: Facts): Step[] => [
  ...Array.from({ length: Math.max(PLACES - taken, 0) }, (_, index) => prepare(names.of(String(index + 1)))),
  list([...ACCOUNT, ...WHOLE], { prepares: true }),
];

/** Returns the last answer, or `undefined` if the list before it does not show a full scope. */
function whenFull(replies: readonly Reply[]): Reply | undefined {
  const [listed, last] = replies.slice(-2);
  return listedNames(listed!).length >= PLACES ? last : undefined;
}

export const SCOPE: readonly Question[] = [
  {
    assumption: "scope_full",
    needs: ["backend"],
    steps: (facts) => [...fill(facts), set(facts.names.of("more"))],
    observe: (replies) => {
      const reply = whenFull(replies);
      return reply && described(reply);
    },
  },
  {
    assumption: "replace_when_full",
    needs: ["backend"],
    steps: (facts) => [...fill(facts), set(facts.names.of("1"))],
    observe: (replies) => {
      const reply = whenFull(replies);
      return reply && { accepted: reply.status === 200 };
    },
  },
  {
    assumption: "replace_keeps_identity",
    needs: ["backend"],
    steps: ({ names }) => [prepare(names.of("token")), prepare(names.of("token"), { wait: NEXT_SECOND })],
    observe: (replies) => {
      const [first, second] = replies.map(({ fields }) => fields);
      const isWhole = [first!, second!].every(({ id, created }) => typeof id === "string" && typeof created === "number");
      return isWhole ? { same_id: first!.id === second!.id, same_created: first!.created === second!.created } : undefined;
    },
  },
  {
    assumption: "replace_clears_expiry",
    needs: ["backend"],
    steps: ({ names, now }) => [
      prepare(names.of("token"), { form: [["expires_at", String(Math.floor(now / 1000) + 3_600)]] }),
      prepare(names.of("token")),
    ],
    observe: ([, second]) => ({ has_expiry: typeof second!.fields.expires_at === "number" }),
  },
  {
    assumption: "newest_first",
    needs: ["backend"],
    steps: ({ names }) => [
      prepare(names.of("first")),
      prepare(names.of("second"), { wait: NEXT_SECOND }),
      list([...ACCOUNT, ...WHOLE], { prepares: true }),
    ],
    observe: ([, , listed], { names }) => {
      const own = listedNames(listed!).filter((name) => name.startsWith(names.prefix));
      if (own.length !== 2) return undefined;
      return { first: own[0] === names.of("second") ? "newest" : "oldest" };
    },
  },
];

function listedNames({ fields: { data } }: Reply): string[] {
  return Array.isArray(data) ? data.flatMap((secret) => (isObject(secret) && typeof secret.name === "string" ? [secret.name] : [])) : [];
}
