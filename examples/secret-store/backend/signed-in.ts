// Identifies the user who is signed in to the Dashboard by Stripe's signature, as in Stripe's guide "Add server-side logic".

import type { RequestHandler, Response } from "express";
import Stripe from "stripe";

/** The caller. No other part of a request is trustworthy. */
export interface SignedIn {
  readonly user: string;
  readonly account: string;
}

export function signedIn(stripe: Stripe, signingSecret: string): RequestHandler {
  return (request, response, next) => {
    const { user_id, account_id } = request.body ?? {};
    // In this order, which is the one that was signed.
    const payload = JSON.stringify({ user_id, account_id });
    try {
      stripe.webhooks.signature!.verifyHeader(payload, request.get("Stripe-Signature") ?? "", signingSecret);
    } catch {
      response.status(400).json({ code: "bad_signature", message: "The request is not signed by Stripe for this app." });
      return;
    }
    response.locals.signedIn = { user: user_id, account: account_id } satisfies SignedIn;
    next();
  };
}

/** Returns the caller that the check has identified. */
export const whoAsks = (response: Response): SignedIn => response.locals.signedIn;
