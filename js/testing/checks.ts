// Checks arguments before they are used. Each function throws an Error that says what to pass instead.

/** Refuses values that are not objects, and unknown fields. */
export function checkFields(value: unknown, where: string, fields: readonly string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${where}: expected an object with ${fields.join(", ")}.`);
  }
  const unknown = Object.keys(value).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw new Error(`${where}: \`${unknown}\` is not known. It takes ${fields.join(", ")}.`);
}

/** An id or another text that is not empty. */
export function checkedId(value: unknown, where: string, field: string, example: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`${where}: \`${field}\` has to be a text such as "${example}".`);
}

export function checkedBoolean(value: unknown, where: string, field: string): boolean {
  if (typeof value === "boolean") return value;
  throw new Error(`${where}: \`${field}\` has to be true or false.`);
}

export function checkFunction(value: unknown, where: string, field: string): void {
  if (typeof value !== "function") throw new Error(`${where}: \`${field}\` has to be a function.`);
}

/** Milliseconds to move the clock by. */
export function checkedMilliseconds(by: unknown): number {
  if (typeof by === "number" && by >= 0 && by <= 1e14) return by;
  throw new Error("advance(): the milliseconds must be a number that is not negative, 100,000,000,000,000 at most.");
}

/** Converts a value of any type that the other side threw or returned. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Names and values as an object; of a name that is there twice the last. */
export function record<T>(pairs: readonly (readonly [name: string, value: T])[]): Record<string, T> {
  const found: Record<string, T> = {};
  for (const [name, value] of pairs) {
    // Defined, not assigned: a parameter may be called `__proto__`. The descriptor has no prototype, since a page may have added a `get` to all objects.
    const descriptor = { __proto__: null, value, enumerable: true, writable: true, configurable: true };
    Object.defineProperty(found, name, descriptor as PropertyDescriptor);
  }
  return found;
}
