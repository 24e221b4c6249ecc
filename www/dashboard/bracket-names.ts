// Builds nested objects and lists from flat names with brackets, as forms and queries have them.

/** Turns `scope[type]`, `expand[]` and `expand[0]` into objects and lists. */
export function nestedFrom(entries: Iterable<readonly [name: string, value: unknown]>): Record<string, unknown> {
  const root = empty();
  for (const [name, value] of entries) {
    const path = [...name.matchAll(/[^[\]]+|(?<=\[)(?=\])/g)].map(([part]) => part);
    put(root, path.length > 0 ? path : [name], value);
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, withLists(value)]));
}

/** Returns the flat names of a nested value, without `undefined`. */
export function flatNames(name: string, value: unknown): [name: string, value: unknown][] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => flatNames(`${name}[${key}]`, inner));
}

/** Creates an object without a prototype, so that a name such as `__proto__` is a name like others. */
const empty = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

function put(into: Record<string, unknown>, [first = "", ...rest]: readonly string[], leaf: unknown): void {
  const name = first === "" ? String(Object.keys(into).length) : first;
  if (rest.length === 0) {
    into[name] = leaf;
    return;
  }
  const inner = typeof into[name] === "object" && into[name] !== null ? into[name] : (into[name] = empty());
  put(inner as Record<string, unknown>, rest, leaf);
}

/** Turns an object with the keys 0, 1, 2 … into a list. */
function withLists(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withLists(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
