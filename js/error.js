// The error class and the wording of errors. JavaScript has both because an error has to extend `Error`, and because texts in the module would be in
// its memory, and in base64 where there is no WebAssembly.

import { CODE_UNEXPECTED_FAILURE, PROBLEM_NOT_AN_OBJECT, PROBLEM_UNKNOWN_FIELD, codes, fieldNames, problems } from "./generated.js";
import { isIn, read, unknownField } from "./snapshot.js";

/** @typedef {import("stripe-secret-store/types").SecretStoreErrorDetails} Details */

// Every copy of the package knows an error by this name: two bundles in one page have two classes.
const BRAND = Symbol.for("stripe-secret-store.error");

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
  /** @type {string | undefined} */
  let param = problem === PROBLEM_NOT_AN_OBJECT ? undefined : fieldNames[field];
  let suggestion;
  if (problem === PROBLEM_UNKNOWN_FIELD) {
    param = unknownField(object, known);
    suggestion = closest(param || "", known);
  }
  const message = [`${param || ""}${problems[problem]}`, suggestion && `Did you mean ${suggestion}?`, codes[2 * code + 1]];
  return new SecretStoreError(codes[2 * code], message.filter(Boolean).join(" "), { param });
}

/**
 * Makes the error for a call that failed.
 *
 * @param {number} code
 * @param {Details} details
 */
export const callError = (code, details) => new SecretStoreError(codes[2 * code], codes[2 * code + 1], details);

/**
 * Makes the error for what no part of the package foresees. An error of ours stays as it is.
 *
 * @param {unknown} cause
 * @param {number} [attempts]
 */
export const unexpectedError = (cause, attempts = 0) =>
  SecretStoreError.is(cause) ? cause : callError(CODE_UNEXPECTED_FAILURE, { attempts, cause });

/**
 * Returns the field that was likely meant: with one edit in each three letters, two at most. Case and underscores do not count.
 *
 * @param {string} written
 * @param {number} known
 */
function closest(written, known) {
  /** @param {string} name */
  const plain = (name) => name.replace(/_/g, "").toLowerCase();
  return fieldNames.find((name, field) => isIn(known, field) && isClose(plain(written), plain(name), Math.min(2, name.length / 3 - 1)));
}

/**
 * @param {string} a
 * @param {string} b
 * @param {number} maxEdits
 * @returns {boolean}
 */
function isClose(a, b, maxEdits) {
  if (a === b) return true;
  const [restOfA, restOfB] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return isClose(restOfA, restOfB, maxEdits);
  const left = maxEdits - 1;
  return maxEdits > 0 && (isClose(restOfA, b, left) || isClose(a, restOfB, left) || isClose(restOfA, restOfB, left));
}

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
  /** @param {string} name */
  const textOf = (name) => truncate(read(answered, name), 1000);
  const message = textOf("message");
  // A payload of a few characters is indistinguishable from the words around it, and keeps no secret.
  const isSecret = typeof payload === "string" && payload.length > 3;
  if (message && !(isSecret && repeats(message, payload))) error.message = `Stripe says: ${message} ${error.message}`;
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
    return [text, decodeURIComponent(text)].some((one) => one.includes(payload));
  } catch {
    return true;
  }
}

/**
 * @param {any} value
 * @param {number} maxLength
 * @returns {string | undefined}
 */
export const truncate = (value, maxLength) => (typeof value === "string" && value ? value.slice(0, maxLength) : undefined);
