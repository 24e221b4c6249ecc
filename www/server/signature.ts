// Signs a user's identity as Stripe does. `fetchStripeSignature()` returns the signature, and stripe-node's `verifyHeader` checks it.

import { createHmac } from "node:crypto";

/** The identity that is signed. */
export interface SignedIdentity {
  readonly user_id: string;
  readonly account_id: string;
  /** Further fields that the extension wants to have signed. */
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
}

/** Returns whether a value names a user and an account. */
export function isIdentity(value: unknown): value is SignedIdentity {
  const { user_id, account_id } = (value ?? {}) as Partial<SignedIdentity>;
  return typeof user_id === "string" && typeof account_id === "string";
}

/**
 * Returns the header `t=…,v1=…`: an HMAC-SHA256 over the time and the JSON. The ids come last in the JSON, in this order.
 *
 * @param now the current time in milliseconds
 */
export function stripeSignature({ payload, user_id, account_id }: SignedIdentity, secret: string, now = Date.now()): string {
  const time = Math.floor(now / 1000);
  const signed = `${time}.${JSON.stringify({ ...payload, user_id, account_id })}`;
  return `t=${time},v1=${createHmac("sha256", secret).update(signed).digest("hex")}`;
}
