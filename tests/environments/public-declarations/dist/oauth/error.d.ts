import type { Tokens } from "./token-set.js";
export type OAuthErrorCode = "signed_out" | "not_stored" | "refresh_failed" | "unreadable_tokens" | "denied" | "exchange_failed" | "link_failed" | "invalid_option";
export declare class OAuthError extends Error {
    readonly code: OAuthErrorCode;
    readonly error?: string;
    readonly error_description?: unknown;
    readonly status?: number;
    readonly retryAfter?: number;
    readonly cause?: Error extends {
        cause?: infer Cause;
    } ? Cause : unknown;
    readonly tokens?: Tokens;
    readonly answer?: unknown;
    constructor(code: OAuthErrorCode, message: string, cause?: unknown, tokens?: Tokens, answer?: unknown);
    static is(value: unknown): value is OAuthError;
}
