// The errors of the hooks. Each has a code, so that a component can branch on it.

import type { SecretStoreError } from "../index.js";
import type { UnreadablePayload } from "../json/unreadable-payload.js";
import { storeError } from "../store-error.js";

/** The error of a hook. Branch on its `code`: the messages are for developers. */
export type SecretError = SecretStoreError | UnreadablePayload;

/** @internal Returns a value that a client threw as an error with a code. Another client than this package's may throw a value of any type. */
export const asError = (cause: unknown): SecretStoreError =>
  typeof Object(cause).code === "string"
    ? (cause as SecretStoreError)
    : storeError("unexpected_failure", "The client failed: see cause.", cause);
