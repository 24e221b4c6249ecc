import type { SecretStoreError } from "../index.js";
export type StripeErrorType = "StripeAPIError" | "StripeAuthenticationError" | "StripeConnectionError" | "StripeIdempotencyError" | "StripeInvalidRequestError" | "StripePermissionError" | "StripeRateLimitError";
export interface StripeRawError {
    type?: string | undefined;
    message?: string | undefined;
    code?: string | undefined;
    param?: string | undefined;
    doc_url?: string | undefined;
    headers?: {
        [key: string]: string;
    } | undefined;
    requestId?: string | undefined;
    statusCode?: number | undefined;
}
export interface StripeCompatibleError extends Error {
    readonly type: StripeErrorType;
    readonly rawType: string | undefined;
    readonly code: string | undefined;
    readonly param: string | undefined;
    readonly doc_url: string | undefined;
    readonly statusCode: number | undefined;
    readonly requestId: string | undefined;
    readonly headers: {
        [key: string]: string;
    } | undefined;
    readonly raw: StripeRawError;
    readonly cause?: SecretStoreError;
}
export type StripeErrorClasses = {
    readonly [type in StripeErrorType]: StripeErrorClass;
};
export interface StripeErrorClass {
    new (raw: never): Error;
}
