// The errors of the hooks. Each has a code, so that a component can branch on it.

import type { SecretStoreError } from "../index.js";

/** A payload in the store that `parse` could not read. */
export interface UnreadablePayload extends Error {
  /** The code to branch on. */
  readonly code: "unreadable_payload";
  /** Is not there: another attempt would read the same payload. */
  readonly retryable?: undefined;
  /** The value that `parse` threw. */
  readonly cause?: Error extends { cause?: infer Cause } ? Cause : unknown;
}

/** The error of a hook. Branch on its `code`: the messages are for developers. */
export type SecretError = SecretStoreError | UnreadablePayload;

// The class itself would bring a second client into a bundle that has one of another entry.
const BRAND = Symbol.for("stripe-secret-store.error");

/** @internal Makes an error that `SecretStoreError.is` recognises. */
export const storeError = (code: SecretStoreError["code"], message: string, cause?: unknown, param?: string) =>
  Object.assign(new Error(message), { code, cause, param, retryable: false, attempts: 0, [BRAND]: true }) as SecretStoreError;

/** @internal Makes the error of a payload that could not be read. */
export const unreadablePayload = (message: string, cause?: unknown): UnreadablePayload =>
  Object.assign(new Error(message), { code: "unreadable_payload", cause } as const);

/** @internal Returns a value that a client threw as an error with a code. Another client than this package's may throw a value of any type. */
export const asError = (cause: unknown): SecretStoreError =>
  typeof Object(cause).code === "string"
    ? (cause as SecretStoreError)
    : storeError("unexpected_failure", "The client failed: see cause.", cause);

/**
 * @internal
 * Refuses unknown options of a hook.
 *
 * @throws {SecretStoreError} `invalid_option`
 */
export function checkOptions(options: object, ...known: string[]): void {
  const param = Object.keys(options).find((name) => !known.includes(name));
  if (param) throw storeError("invalid_option", `${param} is unknown: pass { ${known.join(", ")} }.`, undefined, param);
}
