// The error of a request that is not signed, or that cannot be checked.

/**
 * Names what is wrong with a signed request. Branch on it.
 *
 * | Code                  | When                                                                                              | Status |
 * | --------------------- | ------------------------------------------------------------------------------------------------- | ------ |
 * | `signature_missing`   | The request has no `Stripe-Signature`.                                                            | 400    |
 * | `signature_malformed` | The header is not one timestamp in digits with at least one `v1` signature.                       | 400    |
 * | `signature_mismatch`  | No signature fits the body and the secret.                                                        | 400    |
 * | `signature_expired`   | The signature is older than the tolerance.                                                        | 400    |
 * | `identity_missing`    | The signed body is not JSON with a `user_id` and an `account_id`.                                 | 400    |
 * | `body_too_large`      | The body has more than `maxBytes`.                                                                | 413    |
 * | `body_unreadable`     | The body ended early, or the connection was lost.                                                 | 400    |
 * | `body_already_read`   | Something else, such as a parser, read the body before. The bytes that were signed are gone.      | 500    |
 * | `invalid_option`      | The secret or another option is missing, is not valid or is not known.                            | 500    |
 */
export type SignatureErrorCode =
  | "signature_missing"
  | "signature_malformed"
  | "signature_mismatch"
  | "signature_expired"
  | "identity_missing"
  | "body_too_large"
  | "body_unreadable"
  | "body_already_read"
  | "invalid_option";

/** `Response`, or `unknown` where no library declares it. */
export type WebResponse = typeof globalThis extends Record<"Response", { prototype: infer Declared }> ? Declared : unknown;

/** Reports why a signed request was refused. Branch on `code`. Neither the message nor any field holds the secret, the header or the body. */
export class SignatureError extends Error {
  /** Names what is wrong. Branch on it. */
  declare readonly code: SignatureErrorCode;
  /** The HTTP status to answer with: 400, 413, or 500 where the backend itself is at fault. Express and Hono read it. */
  declare readonly status: number;

  /**
   * Makes an error, for a stand-in in a test.
   *
   * @param code The code to branch on.
   * @param message Describes what is wrong and what to do.
   * @example
   * ```ts
   * const error = new SignatureError("signature_missing", "The request is not signed.");
   * console.log(error.status); // 400
   * ```
   */
  constructor(code: SignatureErrorCode, message: string) {
    super(message);
    const status = code === "body_too_large" ? 413 : /^(invalid_option|body_already_read)$/.test(code) ? 500 : 400;
    Object.assign(this, { name: "SignatureError", code, status });
  }

  /**
   * Returns the answer to the request: the code and the message as JSON. Hono calls it for an error that no handler takes.
   *
   * @example
   * ```ts
   * const answer = new SignatureError("signature_missing", "The request is not signed.").getResponse();
   * console.log(answer.status); // 400
   * ```
   */
  getResponse(): WebResponse {
    const { code, message, status } = this;
    return new Response(JSON.stringify({ code, message }), { status, headers: { "Content-Type": "application/json" } }) as WebResponse;
  }

  /**
   * Returns whether `value` is such an error, also one of another copy of this package.
   *
   * @param value The value that was thrown.
   * @example
   * ```ts
   * await verifyStripeSignature("{}", undefined, "absec_made_up").catch((error) => {
   *   if (SignatureError.is(error)) console.log(error.code); // signature_missing
   * });
   * ```
   */
  static is(value: unknown): value is SignatureError {
    return Object(value).name === "SignatureError" && "code" in (value as object);
  }
}
