import type { Tokens } from "./tokens.js";
/**
 * What to branch on.
 *
 * | Code                | When                                                                                                        |
 * | ------------------- | ----------------------------------------------------------------------------------------------------------- |
 * | `signed_out`        | Nothing is stored, or the provider refused the refresh token. The user has to sign in. Nothing was deleted. |
 * | `not_stored`        | The Secret Store did not take the tokens: they are in `tokens`. `cause` says why.                           |
 * | `refresh_failed`    | No new token came, and that says nothing about the sign-in: try again later. `cause` says why.              |
 * | `unreadable_tokens` | The stored payload, or the answer that was to be stored, is not a token set.                                |
 * | `denied`            | The user did not give the permission.                                                                       |
 * | `exchange_failed`   | The provider gave no tokens for the authorisation code; see `error`, `status`, `answer` and `cause`.        |
 * | `invalid_option`    | An option is missing.                                                                                       |
 */
export type OAuthErrorCode = "signed_out" | "not_stored" | "refresh_failed" | "unreadable_tokens" | "denied" | "exchange_failed" | "invalid_option";
/** Says why there is no token: branch on `code`, show `message`. Neither holds a token; `tokens` and `answer` are not printed. */
export declare class OAuthError extends Error {
    /** What to branch on. */
    readonly code: OAuthErrorCode;
    /** The provider's own code, such as `invalid_grant`. */
    readonly error?: string;
    /** The provider's own explanation. It may repeat the token that is refused, so it is not enumerable. */
    readonly error_description?: unknown;
    /** The HTTP status of the answer that was refused. */
    readonly status?: number;
    /** How long the provider asks to wait before the next request, in seconds. A browser reads it only where the provider exposes the header. */
    readonly retryAfter?: number;
    /** What was thrown by the Secret Store's client, by `refresh` or by `fetch`, or else what `error` and `status` were read from. */
    readonly cause?: Error extends {
        cause?: infer Cause;
    } ? Cause : unknown;
    /** The tokens that are stored nowhere, with `not_stored`. The property is not enumerable, so that logs do not show it. */
    readonly tokens?: Tokens;
    /** The provider's answer, parsed where that was possible and otherwise a text. It may hold tokens, so it is not enumerable. */
    readonly answer?: unknown;
    /**
     * Makes an error, for a `refresh` of your own or a stand-in in a test.
     *
     * @param code What to branch on.
     * @param message What is wrong, and what to do.
     * @param cause What was thrown; its `error`, `status`, `retryAfter` and `answer` are read.
     * @param tokens The tokens, with `not_stored`.
     * @param answer The provider's answer. Default: that of the cause.
     * @example
     * ```ts
     * const refused = new OAuthError("refresh_failed", "The provider refused.", { error: "invalid_grant", status: 400 });
     * console.log(refused.error); // invalid_grant
     * ```
     */
    constructor(code: OAuthErrorCode, message: string, cause?: unknown, tokens?: Tokens, answer?: unknown);
    /**
     * Tells whether `value` is such an error, also one of another copy of this package.
     *
     * @param value Whatever was thrown.
     * @example
     * ```ts
     * await tokens.getAccessToken().catch((error) => {
     *   if (!OAuthError.is(error) || error.code !== "signed_out") throw error;
     *   console.log("Sign in");
     * });
     * ```
     */
    static is(value: unknown): value is OAuthError;
}
