// Builds the requests that most questions consist of.

import type { Form, Step } from "./question";

/** The scope that all secrets of an account share. */
export const ACCOUNT: Form = [["scope[type]", "account"]];

/** The payload of all secrets that a run makes, unless a question is about payloads. */
export const PAYLOAD = "made up by ask-stripe";

/** The longest page of a list, so that it has all secrets of a scope. */
export const WHOLE: Form = [["limit", "100"]];

type More = Omit<Step, "method" | "route" | "query" | "body">;

/** Creates or replaces a secret of the account's scope. */
export const set = (
  name: string,
  { form = [], scope = ACCOUNT, payload = PAYLOAD, ...more }: { form?: Form; scope?: Form; payload?: string } & More = {},
): Step => ({
  method: "POST",
  route: "",
  body: [["name", name], ["payload", payload], ...scope, ...form],
  ...more,
});

/** Creates a secret that the question needs. */
export const prepare = (name: string, more: Parameters<typeof set>[1] = {}): Step => set(name, { ...more, prepares: true });

export const find = (query: Form, more: More = {}): Step => ({ method: "GET", route: "/find", query, ...more });

export const list = (query: Form, more: More = {}): Step => ({ method: "GET", route: "", query, ...more });

export const remove = (name: string, scope: Form = ACCOUNT, more: More = {}): Step => ({
  method: "POST",
  route: "/delete",
  body: [["name", name], ...scope],
  ...more,
});

/** Returns the parameters of one user's scope. */
export const scopeOf = (user: string): Form => [
  ["scope[type]", "user"],
  ["scope[user]", user],
];

/** Returns the names of the secrets that a request may make. */
export function namesMade({ method, route, query = [], body = [] }: Step): string[] {
  if (method !== "POST" || route !== "") return [];
  return [...query, ...body].filter(([name, value]) => name === "name" && value !== "").map(([, name]) => name);
}
