export type SignatureErrorCode = "signature_missing" | "signature_malformed" | "signature_mismatch" | "signature_expired" | "identity_missing" | "body_too_large" | "body_unreadable" | "body_already_read" | "invalid_option";
export type WebResponse = typeof globalThis extends Record<"Response", {
    prototype: infer Declared;
}> ? Declared : unknown;
export declare class SignatureError extends Error {
    readonly code: SignatureErrorCode;
    readonly status: number;
    constructor(code: SignatureErrorCode, message: string);
    getResponse(): WebResponse;
    static is(value: unknown): value is SignatureError;
}
