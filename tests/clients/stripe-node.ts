// Creates stripe-node clients over a server of the emulator, in the newest version and in one that many apps still use.

import { createRequire } from "node:module";
import Stripe from "stripe";
import type { Server } from "./server";

// An `import` would bring declarations of 15.9.0 for the module `stripe`, and replace those of 23.1.0.
const older = createRequire(import.meta.url)("stripe-15") as typeof Stripe;

export type Secrets = Stripe["apps"]["secrets"];

export const VERSIONS = [
  { version: "23.1.0", Client: Stripe },
  { version: "15.9.0", Client: older },
];

export const ACCOUNT = { type: "account" } as const;
export const USER = { type: "user", user: "usr_1" } as const;

/** Points stripe-node at the server. All else is the default, except that it retries only if a test says so. */
export function secretsOf(
  Client: typeof Stripe,
  { host, port }: Pick<Server, "host" | "port">,
  key = "sk_test_app_a",
  config: Stripe.StripeConfig = {},
): Secrets {
  return new Client(key, { host, port, protocol: "http", maxNetworkRetries: 0, ...config }).apps.secrets;
}
