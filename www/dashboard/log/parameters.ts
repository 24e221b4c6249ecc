// Converts a request's flat form names to the nested objects that libraries take.

import { nestedFrom } from "../bracket-names";

/** Replaces a sensitive value in the log. */
export const HIDDEN = "[hidden]";

/** Replaces a sensitive value in a snippet. */
const PLACEHOLDER = "made-up";

/** Returns the value, or a placeholder for a hidden one. */
export const sendable = (value: string) => (value === HIDDEN ? PLACEHOLDER : value);

export type Nested = { [name: string]: Nested | Nested[] | string | number };

/** The parameters that libraries take as numbers. */
const NUMBERS = ["expires_at", "limit"];

/** Nests the parameters as libraries take them, with numbers where libraries take numbers. */
export const nested = (parameters: Readonly<Record<string, string>>): Nested =>
  nestedFrom(Object.entries(parameters).map(([name, value]) => [name, isNumber(name, value) ? Number(value) : sendable(value)])) as Nested;

const isNumber = (name: string, value: string) => NUMBERS.includes(name) && /^\d+$/.test(value);

/** Formats a value as a JavaScript literal. */
export function literal(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const items = Object.entries(value).map(
    ([name, inner]) => (isList ? "" : `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: `) + literal(inner, deeper),
  );
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open + close;
  const line = isList ? `[${items.join(", ")}]` : `{ ${items.join(", ")} }`;
  if (indent.length + line.length <= 72 && !line.includes("\n")) return line;
  return `${open}\n${items.map((item) => `${deeper}${item},\n`).join("")}${indent}${close}`;
}
