// Verifies an extension's requests in Express 5.

import { checkRequestOptions, verifiedBody, type SignedRequestOptions } from "./signed-request.js";
import { SignatureError } from "./signature-error.js";

/** The part of Express's request that is read. */
export interface ExpressRequest {
  /** The headers, by names in lower case. */
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  /** The body: a `Buffer` after `express.raw()`. */
  readonly body?: unknown;
}

/**
 * A middleware of Express. Its response is an object, so that Express keeps the type of `response.locals` in the handlers behind it.
 *
 * @param request The request.
 * @param response The response. Its `locals` get the identity as `signed`.
 * @param next Continues, or reports an error.
 */
export type ExpressMiddleware = (request: ExpressRequest, response: object, next: (error?: unknown) => void) => Promise<void>;

/**
 * Creates a middleware of Express 5 that lets only requests pass that Stripe signed. The identity is in `response.locals.signed`, a {@link SignedRequest}.
 * A refusal goes to Express's handler of errors, with the `status` that it answers with.
 *
 * Put `express.raw({ type: () => true })` before it, and no other parser: `type: "*\/*"` skips a request without a content type.
 *
 * @param options The signing secret.
 * @throws {SignatureError} `invalid_option`
 * @example
 * ```ts
 * import express from "express";
 * import { verifyStripeExpress, type SignedRequest } from "stripe-secret-store/node";
 *
 * const app = express();
 * app.use("/api", express.raw({ type: () => true }), verifyStripeExpress({ secret: "absec_made_up" }));
 * app.post("/api/profile", (_request, response) => {
 *   const { user, account }: SignedRequest = response.locals.signed;
 *   response.json({ user, account });
 * });
 * ```
 */
export function verifyStripeExpress(options: SignedRequestOptions): ExpressMiddleware {
  checkRequestOptions(options);
  return async (request, response, next) => {
    try {
      const signed = await verified(request, options);
      Object.assign((response as { locals: object }).locals, { signed });
    } catch (error) {
      return next(error);
    }
    next();
  };
}

async function verified({ headers, body }: ExpressRequest, options: SignedRequestOptions) {
  const { "stripe-signature": header } = headers;
  const isBytes = ArrayBuffer.isView(body);
  if (!isBytes && body !== undefined)
    throw new SignatureError(
      "body_already_read",
      "A parser read the body before, so that the signed bytes are gone. Put express.raw({ type: () => true }) before it, and no other parser.",
    );
  // `express.raw()` leaves an empty body undefined, too.
  const hasBody = headers["transfer-encoding"] !== undefined || Number(headers["content-length"]) > 0;
  if (!isBytes && hasBody)
    throw new SignatureError(
      "body_already_read",
      "Nothing has kept the bytes of the body. Put express.raw({ type: () => true }) before this middleware.",
    );
  const { maxBytes = Infinity } = options;
  const bytes = isBytes ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength) : new Uint8Array();
  if (bytes.length > maxBytes)
    throw new SignatureError("body_too_large", `The body has more than ${maxBytes} bytes. Send less, or raise maxBytes.`);
  return verifiedBody(bytes, typeof header === "string" ? header : header && header.join(), options);
}
