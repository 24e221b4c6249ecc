/** The fields of a {@link SecretStoreError} besides its code and message. */
export interface SecretStoreErrorDetails {
  /** The name of the invalid parameter or option. */
  param?: string | undefined;
  /** The HTTP status of the last answer. */
  status?: number | undefined;
  /** Stripe's own code, such as `resource_missing`. */
  stripeCode?: string | undefined;
  /** Stripe's `Request-Id`. Name it to Stripe's support. */
  requestId?: string | undefined;
  /** The address of Stripe's page about the error. */
  docUrl?: string | undefined;
  /** `true` if the same call may succeed a little later. Default: `false`. */
  retryable?: boolean | undefined;
  /** The number of requests that were sent. Default: 0. */
  attempts?: number | undefined;
  /** The reason from the HTTP client or the signal. */
  cause?: unknown;
}

/** The reason why a call failed. Branch on `code`: the message is for developers. Apart from `cause`, it never holds a payload, a key or a token. */
export class SecretStoreError extends Error {
  /**
   * Makes an error, for a stand-in of the client in a test.
   *
   * @param code The code to branch on.
   * @param message The problem, and the advice.
   * @param details The other fields.
   * @example
   * ```ts
   * const error = new SecretStoreError("scope_full", "Delete a secret first.", { status: 400 });
   * console.log(error.code, error.attempts); // scope_full 0
   * ```
   */
  constructor(code: SecretStoreErrorCode, message: string, details?: SecretStoreErrorDetails);
  /** The code to branch on. */
  readonly code: SecretStoreErrorCode;
  /** The name of the invalid parameter or option. An error from Stripe has Stripe's name. */
  readonly param?: string;
  /** The HTTP status of the last answer. */
  readonly status?: number;
  /** Stripe's own code, such as `resource_missing`. */
  readonly stripeCode?: string;
  /** Stripe's `Request-Id`. Name it to Stripe's support. */
  readonly requestId?: string;
  /** The address of Stripe's page about the error. */
  readonly docUrl?: string;
  /** `true` if the same call may succeed a little later. Immediate retries have already been made. */
  readonly retryable: boolean;
  /** The number of requests that were sent: 0 if the call was refused before. */
  readonly attempts: number;
  /** The reason from the HTTP client or the signal, unchanged. */
  readonly cause?: Error extends { cause?: infer Cause } ? Cause : unknown;
  /**
   * Returns whether `value` is such an error, also one of another copy of this package.
   *
   * @param value The thrown value.
   * @example
   * ```ts
   * await secrets.deleteSecret({ name: "dropbox_token" }).catch((error) => {
   *   if (!SecretStoreError.is(error) || error.code !== "not_found") throw error;
   * });
   * ```
   */
  static is(value: unknown): value is SecretStoreError;
}
