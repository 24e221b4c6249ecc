// A request's parameters, from the wire's flat names to the objects that libraries take.

/** What stands in the log for what it does not tell. */
export const HIDDEN = "[hidden]";

/** What takes its place where the request is to be sent again. */
const STAND_IN = "made-up";

/** What is sent where the log tells it, and a stand-in where it does not. */
export const sendable = (value: string) => (value === HIDDEN ? STAND_IN : value);

export type Nested = { [name: string]: Nested | Nested[] | string | number };

/** Those that are numbers in libraries. */
const NUMBERS = ["expires_at", "limit"];

/** `scope[type]`, `expand[]` and `expand[0]` become objects and lists. */
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

/** An object whose names are 0, 1, 2 … is a list. */
function listed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** As people write it in JavaScript. */
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
