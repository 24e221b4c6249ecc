// Asks about the scopes of users and accounts, as a backend sees them.

import type { Question } from "../question";
import { described } from "../reply";
import { ACCOUNT, find, list, scopeOf, set } from "../steps";

/** A user that no account has. */
export const MADE_UP_USER = "usr_AskStripeMadeUp";

/** An account that does not exist. */
export const MADE_UP_ACCOUNT = "acct_AskStripeMadeUp";

export const USERS: readonly Question[] = [
  {
    assumption: "user_missing",
    needs: ["backend"],
    steps: ({ names }) => [
      find([
        ["name", names.of("none")],
        ["scope[type]", "user"],
      ]),
    ],
    observe: ([found]) => described(found!),
  },
  {
    assumption: "user_with_account",
    needs: ["backend"],
    steps: ({ names }) => [find([["name", names.of("none")], ...ACCOUNT, ["scope[user]", MADE_UP_USER]])],
    observe: ([found]) => described(found!),
  },
  {
    assumption: "unknown_user",
    needs: ["backend"],
    steps: () => [list(scopeOf(MADE_UP_USER), { expects: [403] })],
    observe: ([listed]) => described(listed!),
  },
  {
    assumption: "only_account",
    needs: ["backend", "one account"],
    steps: () => [list(ACCOUNT, { account: null, expects: [403] })],
    observe: ([listed]) => described(listed!),
  },
  {
    assumption: "context_and_account",
    needs: ["backend", "account"],
    steps: ({ account = "" }) => [list(ACCOUNT, { account: MADE_UP_ACCOUNT, headers: { "Stripe-Context": account }, expects: [403] })],
    observe: ([listed]) => described(listed!),
  },
  {
    assumption: "keys_per_account",
    needs: ["backend", "account", "other account"],
    steps: ({ names, otherAccount = "" }) => {
      const headers = { "Idempotency-Key": names.of("key") };
      return [
        set(names.of("token"), { headers, prepares: true }),
        set(names.of("token"), { headers, payload: "made up for the other account", account: otherAccount }),
      ];
    },
    // Any other refusal is about the second account, such as a full scope.
    observe: ([, second]) => (second!.status === 200 || second!.error?.type === "idempotency_error" ? described(second!) : undefined),
  },
];
