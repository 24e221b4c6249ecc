// Asks what needs an extension: another user or account, a missing permission, an app that was uninstalled.

import { namesOf } from "../names";
import type { Question } from "../question";
import { described } from "../reply";
import { ACCOUNT, find, list, scopeOf, set } from "../steps";
import { MADE_UP_ACCOUNT } from "./users";

/** Returns the name of the secret that an extension leaves behind before it is uninstalled. */
export const nameLeftBehind = (code: string): string => namesOf(code, "uninstall_keeps").of("left");

export const INSIDE: readonly Question[] = [
  {
    assumption: "foreign_user",
    needs: ["extension", "permission"],
    steps: ({ otherUser }) => [list(scopeOf(otherUser), { expects: [403] })],
    observe: ([listed]) => described(listed!),
  },
  {
    assumption: "foreign_account",
    needs: ["extension", "permission"],
    steps: () => [list(ACCOUNT, { account: MADE_UP_ACCOUNT, expects: [403] })],
    observe: ([listed]) => described(listed!),
  },
  {
    assumption: "reads_are_free",
    needs: ["extension", "no permission"],
    steps: ({ names }) => [
      list(ACCOUNT, { expects: [403], mayBeEmpty: true }),
      find([["name", names.of("none")], ...ACCOUNT], { expects: [403], mayBeEmpty: true }),
    ],
    observe: ([listed, found]) => ({ may_list: listed!.status !== 403, may_find: found!.status !== 403 }),
  },
  {
    assumption: "permission_body",
    needs: ["extension", "no permission"],
    steps: ({ names }) => [set(names.of("token"), { expects: [403], mayBeEmpty: true })],
    observe: ([sent]) => ({ ...described(sent!), has_body: sent!.error !== undefined }),
  },
  {
    assumption: "permission_first",
    needs: ["extension", "no permission"],
    steps: ({ names }) => [set(names.of("token"), { form: [["ask_stripe", "1"]], expects: [403], mayBeEmpty: true })],
    observe: ([sent]) => ({ status: sent!.status }),
  },
  {
    assumption: "uninstall_keeps",
    needs: ["extension", "reinstallation"],
    steps: ({ leftBehind = "" }) => [find([["name", leftBehind], ...ACCOUNT])],
    observe: ([found]) => ({ is_there: found!.status === 200 }),
  },
];
