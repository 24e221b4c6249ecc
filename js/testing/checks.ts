// Checks arguments before they are used. Each function throws an Error that says what to pass instead.

/** Refuses values that are not objects, and unknown fields. */
export function checkFields(value: unknown, where: string, fields: readonly string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${where}: the argument must be an object: { ${fields.join(", ")} }.`);
  }
  const unknown = Object.keys(value).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw new Error(`${where}: \`${unknown}\` is unknown: pass { ${fields.join(", ")} }.`);
}

/** Returns an id or another text. Throws if it is empty or not a string. */
export function checkedId(value: unknown, where: string, field: string, example: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`${where}: \`${field}\` must be a text such as "${example}".`);
}

export function checkedBoolean(value: unknown, where: string, field: string): boolean {
  if (typeof value === "boolean") return value;
  throw new Error(`${where}: \`${field}\` must be true or false.`);
}

export function checkFunction(value: unknown, where: string, field: string): void {
  if (typeof value !== "function") throw new Error(`${where}: \`${field}\` must be a function.`);
}

/** Returns the milliseconds that the clock moves by. Throws unless they are from 0 to 1e14. */
export function checkedMilliseconds(by: unknown): number {
  if (typeof by === "number" && by >= 0 && by <= 1e14) return by;
  throw new Error("advance(): the milliseconds must be a number that is not negative, 100,000,000,000,000 at most.");
}

/** Returns whether a value of the other side is an object, so that its fields can be read. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Returns names and values as an object. If a name comes twice, the last value counts. A name may be `__proto__`. */
export function record<T>(pairs: readonly (readonly [name: string, value: T])[]): Record<string, T> {
  // It defines properties and assigns none, so setters on all objects change nothing.
  return Object.fromEntries(pairs) as Record<string, T>;
}
