// Verifies an extension's requests in Hono.

import { bodyOf, checkRequestOptions, verifiedBody, type SignedRequestOptions, type WebRequest } from "./signed-request.js";

/** The part of Hono's context that is used. */
export interface HonoContext {
  /** The request. */
  readonly req: {
    /** The platform's request. The middleware replaces it by one whose body can be read again. */
    raw: WebRequest;
  };
  /**
   * Sets a variable. The middleware sets `signed`.
   *
   * @param name The variable's name.
   * @param value Its value.
   */
  readonly set: (name: never, value: never) => void;
}

/**
 * A middleware of Hono.
 *
 * @param context The context, which gets the variable `signed`.
 * @param next Calls the handlers behind it.
 */
export type HonoMiddleware = (context: HonoContext, next: () => Promise<void>) => Promise<void>;

/**
 * Creates a middleware of Hono that lets only requests pass that Stripe signed. The identity is `context.get("signed")`, a {@link SignedRequest}. A handler can
 * read the body again. Throws a refusal, which Hono answers by its `getResponse()`.
 *
 * Use it before anything reads the body.
 *
 * @param options The signing secret.
 * @throws {SignatureError} `invalid_option`
 * @example
 * ```ts
 * import { Hono } from "hono";
 * import { verifyStripeHono, type SignedRequest } from "stripe-secret-store/node";
 *
 * const app = new Hono<{ Variables: { signed: SignedRequest } }>();
 * app.use("/api/*", verifyStripeHono({ secret: "absec_made_up" }));
 * app.post("/api/profile", (context) => {
 *   const { user, account } = context.get("signed");
 *   return context.json({ user, account });
 * });
 * console.log((await app.request("/api/profile", { method: "POST" })).status); // 400
 * ```
 */
export function verifyStripeHono(options: SignedRequestOptions): HonoMiddleware {
  checkRequestOptions(options);
  return async (context, next) => {
    const { raw } = context.req;
    const body = await bodyOf(raw, options);
    const signed = await verifiedBody(body, raw.headers.get("Stripe-Signature"), options);
    // The body has been read, so that the request needs another one.
    const init = { body: body as Uint8Array<ArrayBuffer> };
    context.req.raw = new Request(raw as Request, init);
    context.set("signed" as never, signed as never);
    await next();
  };
}
