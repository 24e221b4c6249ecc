// Calls the module: no other file does. A call passes a list of values, its handles, which the module reads by number. The module ends each call with one
// reply. Plain JavaScript, since wasm-bindgen takes it as it is.

import { validationError } from "./error.js";
import {
  KIND_ARRAY,
  KIND_DATE,
  KIND_FALSE,
  KIND_FUNCTION,
  KIND_NULL,
  KIND_NUMBER,
  KIND_OBJECT,
  KIND_OTHER,
  KIND_PROMISE,
  KIND_TEXT,
  KIND_TRUE,
  KIND_UNDEFINED,
  fieldNames,
  keywords,
} from "./generated.js";
import { Copy, DateCopy, PROMISE, unknownField } from "./copy.js";

/**
 * @typedef {object} Exports The module's functions and memory.
 * @property {WebAssembly.Memory} memory
 * @property {() => void} read_options
 * @property {(operation: number, timeout: number, retries: number, writePolicy: number, now: number) => void} begin_call
 * @property {(operation: number, retries: number, retriesBefore: number, failure: number, status: number, random: number) => void} end_attempt
 * @property {() => void} wipe_scratch
 *
 * @typedef {{ timeout: number, retries: number, writePolicy: number }} ClientReply
 * @typedef {{ form: string, timeout: number, retries: number, user: string | undefined }} RequestReply
 * @typedef {{ step: number, delay: number, code: number, isRetryable: boolean }} StepReply
 *
 * @typedef {() => ["wasm" | "js", any]} Loader Loads an instance: the name of its build, and its exports.
 */

// The state of the module and of the current call. These are variables rather than an object, since a bundler shortens their names.

/** @type {Loader} */
let load;
/** @type {"wasm" | "js" | undefined} */
let build;
/** @type {Exports | undefined} */
let loaded;
/** A view of the memory. @type {Uint8Array | undefined} */
let view;
/** @type {any[]} */
let handles = [];
/** @type {any} */
let reply;
/** @type {TextEncoder | undefined} */
let encoder;
/** @type {TextDecoder | undefined} */
let decoder;

/**
 * Sets how the module is loaded. The first client loads it, so that importing the package runs nothing.
 *
 * @param {Loader} newLoad
 */
export function setLoader(newLoad) {
  load = newLoad;
}

/**
 * Sets an instance that exists already, as in what `wasm-pack build` makes.
 *
 * @param {Exports} exports
 */
export const setInstance = (exports) => setLoader(() => ["wasm", exports]);

/** Returns the module's functions. If it fails to load, the next call loads it again. */
function instance() {
  if (!loaded) [build, loaded] = load();
  return /** @type {Exports} */ (loaded);
}

/** Returns the build that runs. Loads the module if no client has. */
export function implementation() {
  instance();
  return build;
}

/**
 * Validates a client's options.
 *
 * @param {any} options
 * @param {any} clientName
 * @returns {ClientReply}
 */
export const readOptions = (options, clientName) => call([options, clientName], (module) => module.read_options());

/**
 * Validates a call's parameters and options, and builds its request. `now` is in Unix seconds.
 *
 * @param {number} operation
 * @param {{ user: any, scope: any } & Omit<ClientReply, "type">} client
 * @param {any} params
 * @param {any} options
 * @param {number} now
 * @returns {RequestReply}
 */
export const beginCall = (operation, { user, scope, timeout, retries, writePolicy }, params, options, now) =>
  call([user, scope, params, options], (module) => module.begin_call(operation, timeout, retries, writePolicy, now));

/**
 * Takes the end of an attempt and says what to do next. `attempts` counts this one, `failure` is -1 after an answer, `status` is 0 without one, and
 * `random` is below 1,024.
 *
 * @param {number} operation
 * @param {number} retries
 * @param {number} attempts
 * @param {number} failure
 * @param {number} status
 * @param {number} random
 * @param {any[]} values The name and the user of the request, the header `Stripe-Should-Retry`, and the JSON.
 * @returns {StepReply}
 */
export const endAttempt = (operation, retries, attempts, failure, status, random, values) =>
  call(values, (module) => module.end_attempt(operation, retries, attempts - 1, failure, status, random));

/**
 * Calls the module and returns its reply. Throws a validation error.
 *
 * @param {any[]} values
 * @param {(module: Exports) => void} act
 */
function call(values, act) {
  const module = instance();
  handles = values;
  let replied;
  try {
    act(module);
    replied = reply;
  } catch (cause) {
    // JavaScript's stack was full, or the module trapped. The module's own stack is broken then, and a payload may be left: the next call gets another module.
    loaded = view = undefined;
    module.wipe_scratch();
    throw cause;
  } finally {
    handles = [];
    reply = undefined;
  }
  if (typeof replied === "function") throw replied();
  return replied;
}

/** Returns a view of the memory. Another module has another, and memory that has grown, in what `wasm-pack build` makes, leaves the view with no bytes. */
function memory() {
  // To ask the memory for its buffer each time takes 0.14 of a create's 2.2 microseconds (November 2026).
  if (!(view && view.length)) view = new Uint8Array(instance().memory.buffer);
  return view;
}

/**
 * Writes a text into memory as UTF-8 and returns its length in bytes. It has no half of a surrogate pair, and `size` is three bytes a UTF-16 unit.
 *
 * @param {string} text
 * @param {number} address
 * @param {number} size
 */
function write(text, address, size) {
  // Three times as fast as the encoder for a name or a token.
  if (text.length < 64 && writeBytes(text, address)) return text.length;
  // Jest's jsdom has neither TextEncoder nor TextDecoder.
  if (globalThis.TextEncoder) {
    encoder = encoder || new globalThis.TextEncoder();
    return encoder.encodeInto(text, memory().subarray(address, address + size)).written;
  }
  const binary = unescape(encodeURIComponent(text));
  writeBytes(binary, address);
  return binary.length;
}

/**
 * Writes characters as bytes, and returns whether all are ASCII.
 *
 * @param {string} text
 * @param {number} address
 */
function writeBytes(text, address) {
  const bytes = memory();
  let units = 0;
  for (let index = 0; index < text.length; index++) units |= bytes[address + index] = text.charCodeAt(index);
  return units < 128;
}

/**
 * Reads a text of ASCII from memory.
 *
 * @param {number} address
 * @param {number} length
 */
function readText(address, length) {
  const bytes = memory().subarray(address, address + length);
  if (globalThis.TextDecoder) {
    decoder = decoder || new globalThis.TextDecoder();
    return decoder.decode(bytes);
  }
  return bytes.reduce((text, byte) => text + String.fromCharCode(byte), "");
}

// The module imports what follows. It names values by their handles, and fields by their numbers: see the trait `Value` in src/value.rs. All values are
// primitives or copies of ours, so that nothing here runs a caller's or a host's code.

/**
 * Returns the kind of a value, one of the `KIND_` constants.
 *
 * @param {any} value
 */
function kindOfValue(value) {
  if (value === undefined) return KIND_UNDEFINED;
  if (value === null) return KIND_NULL;
  if (value === true) return KIND_TRUE;
  if (value === false) return KIND_FALSE;
  switch (typeof value) {
    case "string":
      return KIND_TEXT;
    case "number":
      return KIND_NUMBER;
    case "function":
      return KIND_FUNCTION;
    case "object":
      return value instanceof Copy ? KIND_OBJECT : value instanceof DateCopy ? KIND_DATE : KIND_ARRAY;
    default:
      return value === PROMISE ? KIND_PROMISE : KIND_OTHER;
  }
}

/**
 * Returns a field's value, or undefined for a value without fields.
 *
 * @param {number} object
 * @param {number} field
 */
function fieldOf(object, field) {
  const value = handles[object];
  return value instanceof Copy ? value[fieldNames[field]] : undefined;
}

/**
 * Returns the handle of a value, for the rest of the call.
 *
 * @param {any} value
 */
const add = (value) => handles.push(value) - 1;

/** Returns the handle of a field's value. @type {(object: number, field: number) => number} */
export const get = (object, field) => add(fieldOf(object, field));

/** Returns the handle of an item. @type {(array: number, index: number) => number} */
export const item = (array, index) => add(handles[array][index]);

/** Returns the kind of a value. @type {(value: number) => number} */
export const kind = (value) => kindOfValue(handles[value]);

/** Returns the kind of a field's value. @type {(object: number, field: number) => number} */
export const kindOf = (object, field) => kindOfValue(fieldOf(object, field));

/**
 * Returns the kinds of the fields of a set, four bits each, the first field's lowest.
 *
 * @type {(object: number, fields: number) => number}
 */
export function kinds(object, fields) {
  let packed = 0;
  for (let rest = fields; rest;) {
    const last = 31 - Math.clz32(rest);
    packed = (packed << 4) | kindOf(object, last);
    rest ^= 1 << last;
  }
  return packed;
}

/** Returns the number of a keyword, or -1. @type {(value: number) => number} */
export const keyword = (value) => keywords.indexOf(handles[value]);

/** Returns the number of a field's keyword, or -1. @type {(object: number, field: number) => number} */
export const keywordOf = (object, field) => keywords.indexOf(fieldOf(object, field));

/** Returns whether two values are the same. @type {(value: number, other: number) => boolean} */
export const equals = (value, other) => handles[value] === handles[other];

/** Returns a number, a date's milliseconds, or NaN. @type {(value: number) => number} */
export function number(value) {
  const given = handles[value];
  if (typeof given === "number") return given;
  return given instanceof DateCopy ? given.time : NaN;
}

/** Returns the UTF-16 units of a string or the items of an array; 0 for any other value. @type {(value: number) => number} */
export function length(value) {
  const given = handles[value];
  return typeof given === "string" || Array.isArray(given) ? given.length : 0;
}

/**
 * Writes a string into memory as UTF-8 and returns its length in bytes. Returns -1 for any other value, for a string that may not fit, and for one with half a
 * surrogate pair, which the encoder would silently replace.
 *
 * @type {(value: number, address: number, size: number) => number}
 */
export function text(value, address, size) {
  const given = handles[value];
  return typeof given === "string" && 3 * given.length <= size && isWhole(given) ? write(given, address, size) : -1;
}

/**
 * Returns whether a string has no half of a surrogate pair.
 *
 * @param {string} text
 */
function isWhole(text) {
  // Engines have this method since 2023. It is ten times as fast.
  const { isWellFormed } = /** @type {any} */ (text);
  if (isWellFormed) return isWellFormed.call(text);
  // With the flag u a pair is one character, so that only halves match. The engine keeps the last match (`RegExp.input`): it gets another one.
  return !(/[\uD800-\uDFFF]/u.test(text) && /(?:)/.test(""));
}

/** Returns whether an object has a field that is not in a set. @type {(object: number, known: number) => boolean} */
export const hasUnknownField = (object, known) => unknownField(handles[object], known) !== undefined;

// The module ends each call with one of these.

/** Refuses the values, with an error to throw. @type {(code: number, problem: number, field: number, object: number, known: number) => void} */
export const replyInvalid = (code, problem, field, object, known) => {
  const read = handles[object];
  // Made after the call: an error runs `Error.prepareStackTrace` in some engines.
  reply = () => validationError(code, problem, field, read, known);
};

/** Accepts a client's options. @type {(timeout: number, retries: number, writePolicy: number) => void} */
export const replyClient = (timeout, retries, writePolicy) => {
  reply = { timeout, retries, writePolicy };
};

/** Accepts a call, with its request. @type {(form: number, length: number, timeout: number, retries: number, user: number) => void} */
export const replyRequest = (form, length, timeout, retries, user) => {
  reply = { form: readText(form, length), timeout, retries, user: handles[user] };
};

/** Says what follows an attempt. @type {(step: number, delay: number, code: number, isRetryable: number) => void} */
export const replyStep = (step, delay, code, isRetryable) => {
  reply = { step, delay, code, isRetryable: isRetryable > 0 };
};
