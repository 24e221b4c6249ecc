export interface UnreadablePayload extends Error {
    readonly code: "unreadable_payload";
    readonly paths?: readonly (readonly (string | number)[])[] | undefined;
    readonly retryable?: undefined;
    readonly cause?: Error extends {
        cause?: infer Cause;
    } ? Cause : unknown;
}
