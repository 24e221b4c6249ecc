// Stripe's signature of who is signed in, as `fetchStripeSignature()` gives it and `verifyHeader` of stripe-node checks it.

import { createHmac } from "node:crypto";

export interface Signed {
  readonly user_id: string;
  readonly account_id: string;
  /** What the extension wants signed besides. */
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The header: `t=…,v1=…`, an HMAC-SHA256 over the time and the JSON, in which the ids come last and in this order.
 *
 * @param now in milliseconds
 */
export function stripeSignature({ payload, user_id, account_id }: Signed, secret: string, now = Date.now()): string {
  const time = Math.floor(now / 1000);
  const signed = `${time}.${JSON.stringify({ ...payload, user_id, account_id })}`;
  return `t=${time},v1=${createHmac("sha256", secret).update(signed).digest("hex")}`;
}
