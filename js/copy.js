// Copies of values from outside, made before the module runs. A getter, a Proxy or a `toString` of a caller or a host runs here, once, and never inside
// a call of the module; and what was checked is what is sent.

import { fieldNames } from "./generated.js";

/** A copy of an object. It inherits nothing, so that a field named `__proto__` is a field. (`Object.create(null)` makes a table, which is slow.) */
export const Copy = /** @type {{ new (): Record<string | symbol, any> }} */ (/** @type {unknown} */ (function () {}));
Copy.prototype = Object.create(null);

/** A copy of a date: its milliseconds since 1970. */
export class DateCopy {
  /** @param {number} time */
  constructor(time) {
    this.time = time;
  }
}

/** The fields of objects that are also used directly, and that they may inherit. A copy has the object itself by the symbol. */
const USED = new Map([
  ["httpClient", ["makeRequest"]],
  ["signal", ["aborted", "addEventListener"]],
]);
export const ORIGINAL = Symbol();

/** Stands for a promise. Its value is not known yet. */
export const PROMISE = Symbol();

// More than Stripe has permissions, and than a page has secrets: the bound keeps a hostile length from being believed.
const MAX_ITEMS = 5000;

/**
 * Reads a field. One that cannot be read is a symbol, a kind that is valid nowhere.
 *
 * @param {any} object
 * @param {string | symbol | number} name
 * @returns {any}
 */
export function read(object, name) {
  try {
    return object === undefined || object === null ? undefined : object[name];
  } catch {
    return Symbol();
  }
}

const isOwn = Object.prototype.hasOwnProperty;

/**
 * Copies a value to the depth that is read: three levels are enough for parameters, options and answers. Copies the own fields of an object.
 *
 * @param {any} value
 * @param {string} [name] The field's name. It identifies the objects that are also used directly.
 * @param {number} [depth]
 * @returns {any}
 */
export function copy(value, name = "", depth = 3) {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return value;
  try {
    const names = name && USED.get(name);
    if (names) {
      const copied = new Copy();
      // A host's object may be a function: a Proxy of another realm's.
      for (const name of names) copied[name] = copy(read(value, name), "", 0);
      copied[ORIGINAL] = value;
      return copied;
    }
    if (typeof value === "function") return value;
    // Most are plain objects, and the questions take longer than this one.
    if (Object.getPrototypeOf(value) !== Object.prototype) {
      if (Array.isArray(value)) {
        const items = [];
        const length = depth && Math.min(value.length, MAX_ITEMS);
        // `Array.from` with a function takes three times as long (November 2026).
        for (let index = 0; index < length; index++) items[index] = copy(read(value, index), "", depth - 1);
        return items;
      }
      // Knows those of other realms, which `instanceof` does not.
      const type = Object.prototype.toString.call(value);
      if (type === "[object Date]") return new DateCopy(Date.prototype.getTime.call(value));
      if (type === "[object Promise]") return PROMISE;
    }
    const copied = new Copy();
    // Twice as fast as over `Object.keys`, and twice as fast again where each field is read here: the engine knows its place.
    if (depth)
      for (const name in value)
        if (isOwn.call(value, name)) {
          let field;
          try {
            field = value[name];
          } catch {
            field = Symbol();
          }
          copied[name] = typeof field === "object" || typeof field === "function" ? copy(field, name, depth - 1) : field;
        }
    return copied;
  } catch {
    return Symbol(); // A Proxy that throws.
  }
}

/**
 * Returns the name of the first field with a value that is not in the set `known`, of at most 64 characters.
 *
 * @param {any} object
 * @param {number} known
 */
export function unknownField(object, known) {
  const name = Object.keys(object).find((name) => !isIn(known, fieldNames.indexOf(name)) && object[name] !== undefined);
  return name && name.slice(0, 64);
}

/**
 * Returns whether the field with this number is in the set.
 *
 * @param {number} set
 * @param {number} field
 */
export const isIn = (set, field) => field >= 0 && field < 32 && (set >>> field) & 1;
