/**
 * Adds to the client what a backend in Node, Bun, Deno or workerd needs: an HTTP client over `fetch`, the verification of Stripe's signatures, and a read cache. Importing
 * runs nothing.
 *
 * @module stripe-secret-store/node
 */

export { verifyStripeExpress } from "./node/express.js";
export type { ExpressMiddleware, ExpressRequest } from "./node/express.js";
export { verifyStripeHono } from "./node/hono.js";
export type { HonoContext, HonoMiddleware } from "./node/hono.js";
export { createHttpClient } from "./node/http-client.js";
export type { BackendFetch, HttpClientOptions } from "./node/http-client.js";
export { withReadCache } from "./node/read-cache.js";
export type { CachedClient, ReadCacheOptions } from "./node/read-cache.js";
export { verifyStripeSignature } from "./node/signature.js";
export type { SignatureOptions } from "./node/signature.js";
export { SignatureError } from "./node/signature-error.js";
export type { SignatureErrorCode, WebResponse } from "./node/signature-error.js";
export { verifyStripeRequest } from "./node/signed-request.js";
export type { SignedRequest, SignedRequestOptions, WebRequest } from "./node/signed-request.js";
