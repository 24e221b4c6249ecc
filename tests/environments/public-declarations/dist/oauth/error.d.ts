import type { Tokens } from "./tokens.js";
/**
 * What to branch on.
 *
 * | Code                | When                                                                                                 |
 * | ------------------- | ---------------------------------------------------------------------------------------------------- |
 * | `signed_out`        | Nothing is stored, or the provider has ended the grant: have the user sign in. Nothing was deleted.  |
 * | `not_stored`        | The provider gave new tokens and the Secret Store did not take them: they are in `tokens`, and the next call tries to store them again. `cause` says why. |
 * | `refresh_failed`    | No new token could be got, and that says nothing about the grant: try again later. `cause` says why. |
 * | `unreadable_tokens` | What is stored, or was to be stored, are no tokens.                                                  |
 * | `denied`            | The user did not give the permission.                                                                |
 * | `exchange_failed`   | The provider did not take the authorisation code; see `error`, `status` and `cause`.                 |
 * | `invalid_option`    | An option is missing.                                                                                |
 */
export type OAuthErrorCode = "signed_out" | "not_stored" | "refresh_failed" | "unreadable_tokens" | "denied" | "exchange_failed" | "invalid_option";
/** Why there is no token: branch on `code`, show `message`. Neither holds a token; `tokens`, where they are, is not printed. */
export declare class OAuthError extends Error {
    /** What to branch on. */
    readonly code: OAuthErrorCode;
    /** The provider's own code, such as `invalid_grant`. */
    readonly error?: string;
    /** The HTTP status of the answer that was refused. */
    readonly status?: number;
    /** What was thrown by the Secret Store's client, by `refresh` or by `fetch`, or else what `error` and `status` were read from. */
    readonly cause?: Error extends {
        cause?: infer Cause;
    } ? Cause : unknown;
    /** With `not_stored`, the tokens that are nowhere else. Not enumerable, so that who prints or sends the error does not show them. */
    readonly tokens?: Tokens;
    /**
     * Makes an error, for a `refresh` of your own or a stand-in in a test.
     *
     * @param code What to branch on.
     * @param message What is wrong, and what to do.
     * @param cause What was thrown; its `error` and `status` are read.
     * @param tokens With `not_stored`, the tokens.
     * @example
     * ```ts
     * const refused = new OAuthError("refresh_failed", "The provider refused.", { error: "invalid_grant", status: 400 });
     * console.log(refused.error); // invalid_grant
     * ```
     */
    constructor(code: OAuthErrorCode, message: string, cause?: unknown, tokens?: Tokens);
    /**
     * Whether `value` is such an error, also one of another copy of this package.
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
