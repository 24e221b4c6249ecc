// Converts a request's flat form names to the nested objects that libraries take.

/** Replaces a sensitive value in the log. */
export const HIDDEN = "[hidden]";

/** Replaces a sensitive value in a snippet. */
const PLACEHOLDER = "made-up";

/** Returns the value, or a placeholder for a hidden one. */
export const sendable = (value: string) => (value === HIDDEN ? PLACEHOLDER : value);

export type Nested = { [name: string]: Nested | Nested[] | string | number };

/** The parameters that libraries take as numbers. */
const NUMBERS = ["expires_at", "limit"];

/** Turns `scope[type]`, `expand[]` and `expand[0]` into objects and lists. */
export function nested(parameters: Readonly<Record<string, string>>): Nested {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const path = [...name.matchAll(/[^[\]]+|(?<=\[)(?=\])/g)].map(([part]) => part);
    const leaf = NUMBERS.includes(name) && /^\d+$/.test(value) ? Number(value) : sendable(value);
    put(root, path.length > 0 ? path : [name], leaf);
  }
  return listed(root) as Nested;
}

function put(into: Record<string, unknown>, [first = "", ...rest]: readonly string[], leaf: unknown): void {
  const name = first === "" ? String(Object.keys(into).length) : first;
  if (rest.length === 0) {
    into[name] = leaf;
    return;
  }
  const inner = typeof into[name] === "object" && into[name] !== null ? into[name] : (into[name] = {});
  put(inner as Record<string, unknown>, rest, leaf);
}

/** Turns an object with the keys 0, 1, 2 … into a list. */
function listed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

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
