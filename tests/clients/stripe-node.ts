// stripe-node as it is published, in its newest version and in one that many still have, over a server of the emulator.

import { createRequire } from "node:module";
import Stripe from "stripe";
import type { Server } from "./server";

// Not by `import`: the declarations of 15.9.0 declare the module `stripe`, and would replace those of 23.1.0.
const older = createRequire(import.meta.url)("stripe-15") as typeof Stripe;

export type Secrets = Stripe["apps"]["secrets"];

export const VERSIONS = [
  { version: "23.1.0", Client: Stripe },
  { version: "15.9.0", Client: older },
];

export const ACCOUNT = { type: "account" } as const;
export const USER = { type: "user", user: "usr_1" } as const;

/** Where stripe-node is to find the server. Otherwise it is as its users have it, but that it retries nothing unless told. */
export function secretsOf(
  Client: typeof Stripe,
  { host, port }: Pick<Server, "host" | "port">,
  key = "sk_test_app_a",
  config: Stripe.StripeConfig = {},
): Secrets {
  return new Client(key, { host, port, protocol: "http", maxNetworkRetries: 0, ...config }).apps.secrets;
}
