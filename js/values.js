// Values of the outside, looked at for Rust: see the trait `Value` in src/value.rs. Nothing is decided here.

import { write } from "./instance.js";

// The numbers of `Kind` in src/value.rs.
const UNDEFINED = 0;
const NULL = 1;
const TRUE = 2;
const FALSE = 3;
const NUMBER = 4;
const TEXT = 5;
const DATE = 6;
const ARRAY = 7;
const OBJECT = 8;
const FUNCTION = 9;
const OTHER = 10;

// What Rust names by numbers, in their order.
// texts: written by `UPDATE=1 cargo test texts` from src/key.rs
// prettier-ignore
export const names = [
  "name",
  "payload",
  "scope",
  "expires_at",
  "limit",
  "starting_after",
  "ending_before",
  "type",
  "user",
  "id",
  "signal",
  "timeout",
  "maxNetworkRetries",
  "idempotencyKey",
  "stripeAccount",
  "httpClient",
  "userContext",
  "appContext",
  "apiKey",
  "apiVersion",
  "host",
  "port",
  "protocol",
  "cardNumbers",
  "created",
  "livemode",
  "authorizedPermissions",
  "makeRequest",
  "aborted",
  "addEventListener",
  "object",
  "deleted",
  "data",
  "has_more",
  "error",
  "code",
  "account",
  "https",
  "http",
  "reject",
  "allow",
  "true",
  "false",
  "secret_write",
  "apps.secret",
  "list",
  "resource_missing",
  "account_invalid",
  "idempotency_error",
  "secret_limit_exceeded",
  "stripe-ui-extension",
];
// /texts

// What Rust looks at, by place. A call puts its values here and lets go of all of them at its end; one that is made meanwhile
// (by a getter, say) puts its own behind them.
export const held = [];

export const hold = (value) => held.push(value) - 1;

/** A field or an item of an object. What cannot be read is a symbol, so that it is of no kind that anybody wants. */
export function read(object, key) {
  try {
    return object === undefined || object === null ? undefined : object[key];
  } catch {
    return Symbol();
  }
}

// An object that inherits nothing, so that a field of the name `__proto__` is one as any other. (What `Object.create(null)` makes is a table, and slow.)
function Copy() {}
Copy.prototype = Object.create(null);

/**
 * A copy of an object whose fields were read once, for Rust to check and for requests to be made of: a getter may answer otherwise the next
 * time. Anything else as it is.
 */
export function snapshot(object) {
  if (kindOfValue(object) !== OBJECT) return object;
  try {
    const copy = new Copy();
    Object.keys(object).forEach((key) => (copy[key] = read(object, key)));
    return copy;
  } catch {
    return Symbol(); // A Proxy that throws.
  }
}

const KINDS = { number: NUMBER, string: TEXT, function: FUNCTION };

function kindOfValue(value) {
  if (value === undefined) return UNDEFINED;
  if (value === null) return NULL;
  if (value === true) return TRUE;
  if (value === false) return FALSE;
  return typeof value === "object" ? kindOfObject(value) : KINDS[typeof value] || OTHER;
}

function kindOfObject(value) {
  try {
    if (Array.isArray(value)) return ARRAY;
    // Knows the dates of other realms as well, which `instanceof` would not.
    return Object.prototype.toString.call(value) === "[object Date]" ? DATE : OBJECT;
  } catch {
    return OTHER; // A revoked Proxy, say.
  }
}

const numbers = new Map(names.map((name, number) => [name, number]));

/** The number of a known word, or -1. */
function wordOfValue(value) {
  const number = numbers.get(value);
  return number === undefined ? -1 : number;
}

// What follows is asked by Rust, of values by place and of fields by number: see the trait `Value`.

export const get = (object, key) => hold(read(held[object], names[key]));

export const item = (array, index) => hold(read(held[array], index));

export const kind = (value) => kindOfValue(held[value]);

export const kindOf = (object, key) => kindOfValue(read(held[object], names[key]));

/** The kinds of the fields of the set `keys`, four bits each, those of the first lowest. */
export function kinds(object, keys) {
  let packed = 0;
  for (let rest = keys; rest;) {
    const last = 31 - Math.clz32(rest);
    packed = (packed << 4) | kindOf(object, last);
    rest ^= 1 << last;
  }
  return packed;
}

export const word = (value) => wordOfValue(held[value]);

export const wordOf = (object, key) => wordOfValue(read(held[object], names[key]));

export const same = (value, other) => held[value] === held[other];

/** A number's value, a date's milliseconds, or NaN. */
export function number(place) {
  const value = held[place];
  if (typeof value === "number") return value;
  try {
    // Throwing is slow, 12 microseconds, and most often there is nothing to read.
    return value ? Date.prototype.getTime.call(value) : NaN;
  } catch {
    return NaN;
  }
}

/** UTF-16 units of a string, items of an array, 0 for anything else. */
export function length(place) {
  const value = held[place];
  const units = [TEXT, ARRAY].includes(kindOfValue(value)) && read(value, "length");
  return typeof units === "number" ? units : 0;
}

/**
 * Writes a string that can be sent into memory, as UTF-8, and answers how many bytes it took; -1 for anything else, for what may not fit, and for a string
 * with half a surrogate pair, which the way to UTF-8 would replace without a word.
 */
export function text(place, at, room) {
  const value = held[place];
  return typeof value === "string" && 3 * value.length <= room && isWhole(value) ? write(value, at, room) : -1;
}

/** Whether a string has no half of a surrogate pair. */
function isWhole(text) {
  // Since 2023, and ten times as fast.
  if (text.isWellFormed) return text.isWellFormed();
  // With the flag u a pair is one character, so that only halves match. What matched last the engine keeps (`RegExp.input`): it is given something else.
  return !(/[\uD800-\uDFFF]/u.test(text) && /^/.test(""));
}

export const hasStranger = (place, known) => strangerIn(held[place], known) !== undefined;

/** The name of the first own field with a value that is not one of the `known` (bit N: name N), cut to 64 characters. */
export function strangerIn(object, known) {
  try {
    const key = Object.keys(object).find((key) => !isIn(known, wordOfValue(key)) && object[key] !== undefined);
    return key && key.slice(0, 64);
  } catch {
    return "(unreadable)";
  }
}

/** Whether the field with this number is one of the `known`. */
export const isIn = (known, index) => index >= 0 && index < 32 && (known >>> index) & 1;
