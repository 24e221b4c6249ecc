// Stores, finds, lists and deletes a user's secrets from a form, with stripe-node alone, as the view of Stripe's example does. An expiry is the text of a field.

import { createHttpClient, STRIPE_API_KEY } from "@stripe/ui-extension-sdk/http_client";
import Stripe from "stripe";

const stripe = new Stripe(STRIPE_API_KEY, { httpClient: createHttpClient() as Stripe.HttpClient });

export function guideForm(user: string) {
  const scope = { type: "user", user } as const;
  const logs: string[] = [];
  async function press(act: () => Promise<string>) {
    try {
      logs.push(await act());
    } catch (error) {
      logs.push(`ERROR: ${(error as Error).message}`);
    }
  }
  return {
    logs,
    set: (name: string, payload: string, expiry?: string) =>
      press(async () => {
        const params: Stripe.Apps.SecretCreateParams = { scope, name, payload };
        if (expiry) params.expires_at = expiry as never;
        const secret = await stripe.apps.secrets.create(params);
        return `Created secret ${secret.name}`;
      }),
    get: (name: string) =>
      press(async () => {
        const { payload, expires_at } = await stripe.apps.secrets.find({ scope, name, expand: ["payload"] });
        return `${name} has value ${payload}, expiration ${expires_at}`;
      }),
    list: () =>
      press(async () => {
        const { data } = await stripe.apps.secrets.list({ scope });
        return `${data.length} secret(s) found: ${data.map(({ name }) => name).join()}`;
      }),
    remove: (name: string) =>
      press(async () => {
        const secret = await stripe.apps.secrets.deleteWhere({ scope, name });
        return `Secret ${secret.name} has been deleted`;
      }),
  };
}
