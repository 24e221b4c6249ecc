// Runs stripe-node, in the version that the bundler uses for `stripe`.

import Stripe from "stripe";
import { USER, type Calls, type HttpClient } from "./calls";

export function client(httpClient: HttpClient): Calls {
  // Telemetry costs time, and warns about each call when more than a hundred are in flight.
  const config = { httpClient: httpClient as unknown as Stripe.HttpClient, telemetry: false };
  const { secrets } = new Stripe("DO_NOT_PASS_A_REAL_API_KEY", config).apps;
  const scope = { type: "user", user: USER } as const;
  return {
    create: (name, payload) => secrets.create({ name, payload, scope }),
    find: (name) => secrets.find({ name, scope, expand: ["payload"] }),
    list: () => secrets.list({ scope }),
    remove: (name) => secrets.deleteWhere({ name, scope }),
    reasonOf: (error) => (error as Stripe.errors.StripeError).code,
  };
}
