// Keeps a user's settings as JSON, with stripe-node alone.

import Stripe from "stripe";
import type { Settings, UserSettings } from "../use";

const name = "settings";

export function userSettings(stripe: Stripe, user: string): UserSettings {
  const scope = { type: "user", user } as const;
  return {
    async load() {
      try {
        const secret = await stripe.apps.secrets.find({ name, scope, expand: ["payload"] });
        return JSON.parse(secret.payload!) as Settings;
      } catch (error) {
        console.debug("The settings could not be loaded:", error);
        return null;
      }
    },
    async save(settings) {
      await stripe.apps.secrets.create({ name, scope, payload: JSON.stringify(settings) });
    },
    async clear() {
      try {
        await stripe.apps.secrets.deleteWhere({ name, scope });
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.code !== "resource_missing") throw error;
      }
    },
  };
}
