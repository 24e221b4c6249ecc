// Asks about the answers of delete, list and expand.

import type { Question } from "../question";
import { described } from "../reply";
import { ACCOUNT, find, list, PAYLOAD, prepare, remove, scopeOf, set, WHOLE } from "../steps";
import { MADE_UP_USER } from "./users";

/** The id of no secret. */
const NO_SECRET = "appsecret_AskStripeMadeUp";

export const ANSWERS: readonly Question[] = [
  {
    assumption: "delete_missing",
    needs: ["backend"],
    steps: ({ names }) => [remove(names.of("none"))],
    observe: ([removed]) => described(removed!),
  },
  {
    assumption: "short_delete_answer",
    needs: ["backend"],
    steps: ({ names }) => [prepare(names.of("token")), { ...remove(names.of("token")), prepares: true }],
    observe: ([, removed]) => ({ fields: Object.keys(removed!.fields).sort().join(", ") }),
  },
  {
    assumption: "unknown_cursor",
    needs: ["backend"],
    steps: () => [list([...ACCOUNT, ["starting_after", NO_SECRET]]), list([...ACCOUNT, ["ending_before", NO_SECRET]])],
    observe: ([after, before]) => ({ ...described(after!, "starting_after"), ...described(before!, "ending_before") }),
  },
  {
    assumption: "bad_limit",
    needs: ["backend"],
    steps: () => ["0", "101", "ten"].map((limit) => list([...ACCOUNT, ["limit", limit]])),
    observe: ([none, many, text]) => ({ ...described(none!, "zero"), ...described(many!, "many"), ...described(text!, "text") }),
  },
  {
    assumption: "expand_on_set",
    needs: ["backend"],
    steps: ({ names }) => [set(names.of("expanded"), { form: [["expand[]", "payload"]] }), prepare(names.of("plain"))],
    observe: ([expanded, plain]) => ({
      ...described(expanded!, "expanded"),
      payload: expanded!.fields.payload === PAYLOAD,
      payload_without_expand: typeof plain!.fields.payload === "string",
    }),
  },
  {
    assumption: "expand_on_list",
    needs: ["backend"],
    // In the account's scope, the list would hold the payloads of other secrets.
    steps: ({ names }) => {
      const scope = scopeOf(MADE_UP_USER);
      return [prepare(names.of("token"), { scope }), list([...scope, ...WHOLE, ["expand[]", "data.payload"]])];
    },
    observe: ([, listed]) => {
      const { data } = listed!.fields;
      if (listed!.status === 200 && !Array.isArray(data)) return undefined;
      return { ...described(listed!), payloads: Array.isArray(data) && data.some((secret) => secret?.payload === PAYLOAD) };
    },
  },
  {
    assumption: "unknown_expand",
    needs: ["backend"],
    steps: ({ names }) => [prepare(names.of("token")), find([["name", names.of("token")], ...ACCOUNT, ["expand[]", "owner"]])],
    observe: ([, found]) => described(found!),
  },
];
