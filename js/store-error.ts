// Errors of the entries besides the client, and the check of their options. The class of the client's errors would bring a second client into a bundle that
// has one of another entry.

import type { SecretStoreError } from "./index.js";

const BRAND = Symbol.for("stripe-secret-store.error");

/** Makes an error that `SecretStoreError.is` recognises. */
export const storeError = (code: SecretStoreError["code"], message: string, cause?: unknown, param?: string) =>
  Object.assign(new Error(message), { code, cause, param, retryable: false, attempts: 0, [BRAND]: true }) as SecretStoreError;

/**
 * Refuses options that are not an object, and unknown ones.
 *
 * @throws {SecretStoreError} `invalid_option`
 */
export function checkOptions(options: object, ...known: string[]): void {
  const isObject = Object(options) === options;
  const param = isObject ? Object.keys(options).find((name) => !known.includes(name)) : undefined;
  if (isObject && !param) return;
  const problem = isObject ? `${param} is unknown: pass` : "The options must be an object:";
  throw storeError("invalid_option", `${problem} { ${known.join(", ")} }.`, undefined, param);
}
