// Reads an account's token in a worker, with stripe-node alone.

import Stripe from "stripe";
import type { WorkerOptions, WorkerToken } from "../use";

export const workerToken =
  ({ keys, ...connection }: WorkerOptions): WorkerToken =>
  async (account, mode) => {
    const stripe = new Stripe(keys[mode], { ...connection, httpClient: Stripe.createFetchHttpClient() });
    try {
      const secret = await stripe.apps.secrets.find(
        { name: "NOTION_AUTH_TOKEN", scope: { type: "account" }, expand: ["payload"] },
        { stripeAccount: account },
      );
      return secret.payload ?? null;
    } catch (error) {
      console.debug("The token could not be loaded:", error);
      return null;
    }
  };
