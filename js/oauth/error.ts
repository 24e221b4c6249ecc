import type { Tokens } from "./token-set.js";

/**
 * Names what went wrong. Branch on it.
 *
 * | Code                | When                                                                                                        |
 * | ------------------- | ----------------------------------------------------------------------------------------------------------- |
 * | `signed_out`        | Nothing is stored, or the provider refused the refresh token. The user has to sign in. Nothing was deleted. |
 * | `not_stored`        | The Secret Store did not take the tokens: they are in `tokens`. `cause` says why.                           |
 * | `refresh_failed`    | No new token came, and that says nothing about the sign-in: try again later. `cause` says why.              |
 * | `unreadable_tokens` | The stored payload or the provider's answer is not a token set, or a later version of the package wrote it. |
 * | `denied`            | The user did not give the permission.                                                                       |
 * | `exchange_failed`   | The provider gave no tokens for the authorisation code; see `error`, `status`, `answer` and `cause`.        |
 * | `link_failed`       | The link to sign in could not be made: `createOAuthState` failed. `cause` says why.                         |
 * | `invalid_option`    | An option is missing, or is not known.                                                                      |
 */
export type OAuthErrorCode =
  "signed_out" | "not_stored" | "refresh_failed" | "unreadable_tokens" | "denied" | "exchange_failed" | "link_failed" | "invalid_option";

/** @internal Returns a value that is a string. An answer may hold any type: `error` may be an object. */
export const text = (value: unknown) => (typeof value === "string" ? value : undefined);

/** Reports why there is no token. Branch on `code`. Neither `code` nor `message` holds a token, and logs do not print `tokens` and `answer`. */
export class OAuthError extends Error {
  /** Names what went wrong. Branch on it. */
  declare readonly code: OAuthErrorCode;
  /** The provider's own code, such as `invalid_grant`. */
  declare readonly error?: string;
  /** The provider's own explanation. It may repeat the token that is refused, so it is not enumerable. */
  declare readonly error_description?: unknown;
  /** The HTTP status of the answer that was refused. */
  declare readonly status?: number;
  /** The time that the provider asks to wait before the next request, in milliseconds. A browser reads it only if the provider exposes the header. */
  declare readonly retryAfter?: number;
  /** The value that the Secret Store's client, `refresh` or `fetch` threw, or the object that `error` and `status` were read from. */
  declare readonly cause?: Error extends { cause?: infer Cause } ? Cause : unknown;
  /** The tokens that are stored nowhere, with `not_stored`. The property is not enumerable, so that logs do not show it. */
  declare readonly tokens?: Tokens;
  /** The provider's answer, parsed where that was possible and otherwise a text. It may hold tokens, so it is not enumerable. */
  declare readonly answer?: unknown;

  /**
   * Makes an error, for a `refresh` of your own or a stand-in in a test.
   *
   * @param code The code to branch on.
   * @param message Describes what is wrong and what to do.
   * @param cause The value that was thrown. Its `error`, `status`, `retryAfter` and `answer` are read.
   * @param tokens The tokens, with `not_stored`.
   * @param answer The provider's answer. Default: that of the cause.
   * @example
   * ```ts
   * const refused = new OAuthError("refresh_failed", "The provider refused.", { error: "invalid_grant", status: 400 });
   * console.log(refused.error); // invalid_grant
   * ```
   */
  constructor(code: OAuthErrorCode, message: string, cause?: unknown, tokens?: Tokens, answer: unknown = Object(cause).answer) {
    // This sets the platform's own `cause`, which is not enumerable. TypeScript's ES2020 does not declare it.
    super(...([message, cause && { cause }] as unknown as [string]));
    const { error, status, retryAfter } = Object(cause);
    Object.assign(this, { code, status, error: text(error), retryAfter });
    // Each descriptor has no prototype, since a page may have added a `get` or a `value` to `Object.prototype`.
    Object.defineProperties(this, {
      // An assignment would throw if `Error.prototype` is frozen.
      name: { __proto__: null, value: "OAuthError", enumerable: true },
      // Accessors, since `util.inspect` prints the values of properties that are not enumerable where it is asked for hidden ones.
      tokens: { __proto__: null, get: () => tokens },
      answer: { __proto__: null, get: () => answer },
      error_description: { __proto__: null, get: () => Object(answer).error_description },
    } as unknown as PropertyDescriptorMap);
  }

  /**
   * Returns whether `value` is such an error, also one of another copy of this package.
   *
   * @param value The value that was thrown.
   * @example
   * ```ts
   * await tokens.getAccessToken().catch((error) => {
   *   if (!OAuthError.is(error) || error.code !== "signed_out") throw error;
   *   console.log("Sign in");
   * });
   * ```
   */
  static is(value: unknown): value is OAuthError {
    // `instanceof` would fail in Jest, where a test has another realm's Error.
    return Object(value).name === "OAuthError" && "code" in (value as object);
  }
}

/**
 * @internal
 * Checks the options of the function `where` against their names, with spaces between. The first `required` of them must be passed.
 *
 * @throws OAuthError for options that are not an object, and for an option that is missing or not known
 */
export function checkOptions(where: string, options: any, required: number, names: string): void {
  const known = names.split(" ");
  const needed = known.slice(0, required);
  const missing = options && needed.find((name) => !options[name]);
  const problem = missing
    ? `${missing} is missing: ${where} needs`
    : Object(options) === options
      ? Object.keys(options)
          .filter((name) => !known.includes(name))
          .map((name) => `${name} is unknown: pass`)[0]
      : "The options must be an object:";
  if (problem) throw new OAuthError("invalid_option", `${problem} { ${(missing ? needed : known).join(", ")} }.`);
}
