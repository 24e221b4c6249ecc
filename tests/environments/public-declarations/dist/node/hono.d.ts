import { type SignedRequestOptions, type WebRequest } from "./signed-request.js";
export interface HonoContext {
    readonly req: {
        raw: WebRequest;
    };
    readonly set: (name: never, value: never) => void;
}
export type HonoMiddleware = (context: HonoContext, next: () => Promise<void>) => Promise<void>;
export declare function verifyStripeHono(options: SignedRequestOptions): HonoMiddleware;
