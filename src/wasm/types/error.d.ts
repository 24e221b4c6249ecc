/** What a {@link SecretStoreError} knows beside its code and message. */
export interface SecretStoreErrorDetails {
  /** The parameter or option that is meant. */
  param?: string | undefined;
  /** The HTTP status of the last answer. */
  status?: number | undefined;
  /** Stripe's own code, such as `resource_missing`. */
  stripeCode?: string | undefined;
  /** Stripe's `Request-Id`, to be named to their support. */
  requestId?: string | undefined;
  /** Stripe's page about the error. */
  docUrl?: string | undefined;
  /** Whether the same call may well succeed a little later. Default: false. */
  retryable?: boolean | undefined;
  /** How many requests were sent. Default: 0. */
  attempts?: number | undefined;
  /** What the HTTP client or the signal gave as the reason. */
  cause?: unknown;
}

/** Why a call failed: branch on `code`, show `message`. Never holds a payload, a key or a token. */
export class SecretStoreError extends Error {
  /**
   * Makes an error, for a stand-in of the client in a test.
   *
   * @param code What to branch on.
   * @param message What is wrong, and what to do.
   * @param details What else is known.
   * @example
   * ```ts
   * const error = new SecretStoreError("scope_full", "Delete a secret first.", { status: 400 });
   * console.log(error.code, error.attempts); // scope_full 0
   * ```
   */
  constructor(code: SecretStoreErrorCode, message: string, details?: SecretStoreErrorDetails);
  /** What to branch on. */
  readonly code: SecretStoreErrorCode;
  /** The parameter or option that is meant, as you wrote it; from Stripe, as on the wire. */
  readonly param?: string;
  /** The HTTP status of the last answer. */
  readonly status?: number;
  /** Stripe's own code, such as `resource_missing`. */
  readonly stripeCode?: string;
  /** Stripe's `Request-Id`, to be named to their support. */
  readonly requestId?: string;
  /** Stripe's page about the error. */
  readonly docUrl?: string;
  /** Whether the same call may well succeed a little later. What was worth trying again at once has been already. */
  readonly retryable: boolean;
  /** How many requests were sent: 0 when the call was refused before sending. */
  readonly attempts: number;
  /** What the HTTP client or the signal gave as the reason, as it is. */
  readonly cause?: Error extends { cause?: infer Cause } ? Cause : unknown;
  /**
   * Whether `value` is such an error, also one of another copy of this package.
   *
   * @param value Whatever was thrown.
   * @example
   * ```ts
   * await secrets.deleteSecret({ name: "dropbox_token" }).catch((error) => {
   *   if (!SecretStoreError.is(error) || error.code !== "not_found") throw error;
   * });
   * ```
   */
  static is(value: unknown): value is SecretStoreError;
}
