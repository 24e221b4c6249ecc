// The error class and the wording of errors. JavaScript has both because an error has to extend `Error`, and because texts in the module would be in
// its memory, and in base64 where there is no WebAssembly.

import {
  CODE_HOST_NOT_READY,
  CODE_UNEXPECTED_FAILURE,
  PROBLEM_EXPAND,
  PROBLEM_TOO_LONG,
  PROBLEM_UNKNOWN_FIELD,
  codes,
  fieldNames,
  problems,
} from "./generated.js";
import { isIn, read, unknownField } from "./copy.js";

/** @typedef {import("stripe-secret-store/types").SecretStoreErrorDetails} Details */

// Every copy of the package knows an error by this name: two bundles in one page have two classes.
const BRAND = Symbol.for("stripe-secret-store.error");

/** Characters are counted in texts below this length, in UTF-16 units. */
const MAX_COUNTED = 100_000;

export class SecretStoreError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {Details} [details]
   */
  constructor(code, message, details) {
    super(message);
    Object.assign(this, { code, retryable: false, attempts: 0 }, details);
  }

  get name() {
    return "SecretStoreError";
  }

  get [BRAND]() {
    return true;
  }

  /** @param {any} value */
  static is(value) {
    try {
      return Boolean(value) && value[BRAND] === true;
    } catch {
      return false; // A Proxy that throws, or another origin's window.
    }
  }
}

/**
 * Makes the error for a call or a client that is refused before anything is sent. `object` was read, and may have the fields `known`.
 *
 * @param {number} code
 * @param {number} problem
 * @param {number} field
 * @param {any} object
 * @param {number} known
 */
export function validationError(code, problem, field, object, known) {
  /** @type {any} */
  let param = fieldNames[field];
  let details = "";
  if (problem < PROBLEM_TOO_LONG) {
    param = problem === PROBLEM_UNKNOWN_FIELD ? unknownField(object, known) : "";
    details = ` { ${fieldNames.filter((_, field) => isIn(known, field)).join(", ")} }.`;
  }
  if (problem === PROBLEM_TOO_LONG) {
    const text = object[param];
    // Counts no longer text, which would take long.
    details = typeof text === "string" && text.length < MAX_COUNTED ? `, not ${Array.from(text).length}.` : ".";
  }
  if (param === "expand") {
    problem = PROBLEM_EXPAND;
    details = "";
  }
  const [name, advice = ""] = textsOf(code);
  return new SecretStoreError(name, `${param}${problems[problem]}${details} ${advice}`.trim(), { param: param || undefined });
}

/**
 * Returns a code, and its advice if it has one.
 *
 * @param {number} code
 */
const textsOf = (code) => codes[code].split(": ");

/**
 * Makes the error for a call that failed. A write that was sent and not answered may have happened.
 *
 * @param {number} code
 * @param {Details} details
 * @param {boolean} [isWrite]
 */
export function callError(code, details, isWrite) {
  const mayHaveHappened = isWrite && code > CODE_HOST_NOT_READY && details.attempts && !details.status;
  const [name, advice] = textsOf(code);
  const warning = mayHaveHappened ? " The write may have happened: find the secret first." : "";
  return new SecretStoreError(name, `The call failed (${name}): ${advice}${warning}`, details);
}

/**
 * Makes the error for what no part of the package foresees. An error of ours stays as it is.
 *
 * @param {unknown} cause
 * @param {number} [attempts]
 * @param {boolean} [isWrite]
 */
export const unexpectedError = (cause, attempts = 0, isWrite) =>
  SecretStoreError.is(cause) ? cause : callError(CODE_UNEXPECTED_FAILURE, { attempts, status: undefined, cause }, isWrite);

/**
 * Adds to an error what Stripe and the host say about it. Texts are bounded: the Dashboard shows none over 5,000 characters.
 *
 * @param {Error} error
 * @param {any} json
 * @param {string | undefined} requestId
 * @param {unknown} payload
 * @param {unknown} cause
 */
export function addDetails(error, json, requestId, payload, cause) {
  const answered = read(json, "error");
  // A payload of a few characters is indistinguishable from the words around it, and keeps no secret.
  const isSecret = typeof payload === "string" && payload.length > 3;
  /**
   * Returns a text of the answer's error, unless it repeats the payload.
   *
   * @param {string} name
   */
  const textOf = (name) => {
    const text = read(answered, name);
    // The whole text: one that is cut may end within a payload.
    return isSecret && repeats(text, payload) ? undefined : truncate(text, 1000);
  };
  const message = textOf("message");
  if (message) error.message = `Stripe says: ${message.replace(/[^.!?]$/, "$&.")} ${error.message}`;
  return Object.assign(error, { stripeCode: textOf("code"), docUrl: textOf("doc_url"), param: textOf("param"), requestId, cause });
}

/**
 * Returns whether `text` contains the payload, plain or encoded, or may contain it.
 *
 * @param {string} text
 * @param {string} payload
 */
function repeats(text, payload) {
  try {
    return text.includes(payload) || decodeURIComponent(text).includes(payload);
  } catch {
    return true;
  }
}

/**
 * Returns the beginning of a string. An empty one and other values become undefined.
 *
 * @param {any} value
 * @param {number} maxLength
 * @returns {string | undefined}
 */
export const truncate = (value, maxLength) => (typeof value === "string" && value ? value.slice(0, maxLength) : undefined);
