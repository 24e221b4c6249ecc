// Asks how parameters, headers and routes are read.

import type { Question } from "../question";
import { described } from "../reply";
import { ACCOUNT, find, list, PAYLOAD, prepare, set } from "../steps";

export const REQUESTS: readonly Question[] = [
  {
    assumption: "empty_text",
    needs: ["backend"],
    steps: () => [list([...ACCOUNT, ["limit", ""]]), find([["name", ""], ...ACCOUNT])],
    observe: ([limit, name]) => ({ ...described(limit!, "limit"), ...described(name!, "name") }),
  },
  {
    assumption: "wrong_shape",
    needs: ["backend"],
    steps: ({ names }) => [list([["scope", "account"]]), find([["name[a]", names.of("none")], ...ACCOUNT])],
    observe: ([text, object]) => ({ ...described(text!, "scope"), ...described(object!, "name") }),
  },
  {
    assumption: "unknown_first",
    needs: ["backend"],
    steps: () => [find([["ask_stripe", "1"]])],
    observe: ([found]) => described(found!),
  },
  {
    assumption: "last_value_counts",
    needs: ["backend"],
    steps: ({ names }) => [
      set(names.of("first"), { form: [["name", names.of("last")]] }),
      { ...set(names.of("body")), query: [["name", names.of("query")]] },
    ],
    observe: (replies, { names }) => {
      if (replies.some(({ status, fields }) => status === 200 && typeof fields.name !== "string")) return undefined;
      const [twice, both] = replies.map(({ fields: { name } }) =>
        typeof name === "string" ? name.slice(names.prefix.length + 1) : "none",
      );
      return { of_two_in_the_body: twice!, of_query_and_body: both! };
    },
  },
  {
    assumption: "not_a_form",
    needs: ["backend"],
    steps: ({ names }) => [set(names.of("token"), { headers: { "Content-Type": "application/json" }, expects: [415] })],
    observe: ([sent]) => ({ status: sent!.status }),
  },
  {
    assumption: "route_before_key",
    needs: ["backend"],
    steps: () => [{ method: "GET", route: "/ask_stripe", key: "none", expects: [401] }],
    observe: ([asked]) => ({ status: asked!.status }),
  },
  {
    assumption: "bad_version",
    needs: ["backend"],
    steps: () => [list(ACCOUNT, { headers: { "Stripe-Version": "latest" } })],
    observe: ([listed]) => described(listed!),
  },
  {
    assumption: "publishable_key",
    needs: ["backend", "publishable key"],
    steps: () => [list(ACCOUNT, { key: "publishable", expects: [401, 403] })],
    observe: ([listed]) => described(listed!),
  },
  {
    assumption: "head_like_get",
    needs: ["backend"],
    steps: () => [{ method: "HEAD", route: "", query: ACCOUNT, expects: [405] }],
    observe: ([asked]) => ({ status: asked!.status }),
  },
  {
    assumption: "original_request",
    needs: ["backend"],
    steps: ({ names }) => {
      const headers = { "Idempotency-Key": names.of("key") };
      return [prepare(names.of("token"), { headers }), prepare(names.of("token"), { headers })];
    },
    observe: ([first, second]) => {
      const id = first!.headers["request-id"];
      // A proxy may have removed the headers.
      return id === undefined ? undefined : { names_the_first: second!.headers["original-request"] === id };
    },
  },
  {
    assumption: "long_idempotency_key",
    needs: ["backend"],
    steps: ({ names }) => [set(names.of("token"), { payload: PAYLOAD, headers: { "Idempotency-Key": names.of("").padEnd(256, "x") } })],
    observe: ([sent]) => described(sent!),
  },
];
