import type { SecretStoreError } from "../index.js";
export interface UnreadablePayload extends Error {
    readonly code: "unreadable_payload";
    readonly retryable?: undefined;
    readonly cause?: Error extends {
        cause?: infer Cause;
    } ? Cause : unknown;
}
export type SecretError = SecretStoreError | UnreadablePayload;
