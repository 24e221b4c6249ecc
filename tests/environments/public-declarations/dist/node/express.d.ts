import { type SignedRequestOptions } from "./signed-request.js";
export interface ExpressRequest {
    readonly headers: {
        readonly [name: string]: string | string[] | undefined;
    };
    readonly body?: unknown;
}
export type ExpressMiddleware = (request: ExpressRequest, response: object, next: (error?: unknown) => void) => Promise<void>;
export declare function verifyStripeExpress(options: SignedRequestOptions): ExpressMiddleware;
