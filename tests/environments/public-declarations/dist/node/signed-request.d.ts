import { type SignatureOptions } from "./signature.js";
export interface SignedRequestOptions extends SignatureOptions {
    secret: string;
    maxBytes?: number | undefined;
}
export interface SignedRequest {
    readonly user: string;
    readonly account: string;
    readonly payload: Readonly<Record<string, unknown>>;
}
export interface WebRequest {
    readonly headers: {
        get(name: string): string | null;
    };
    readonly bodyUsed: boolean;
    readonly body?: unknown;
}
export declare function verifyStripeRequest(request: WebRequest, options: SignedRequestOptions): Promise<SignedRequest>;
