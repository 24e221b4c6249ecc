// Gives an extension's backend the secrets of any user, with stripe-node alone, as the backend of Stripe's example does: values come from forms, as texts.

import express, { type Express, type Response } from "express";
import Stripe from "stripe";
import type { BackendOptions } from "../use";

export function guideBackend({ key, ...connection }: BackendOptions): Express {
  const stripe = new Stripe(key, { ...connection, httpClient: Stripe.createFetchHttpClient() });
  const app = express();
  app.use(express.urlencoded());

  async function answer(response: Response, work: Promise<unknown>) {
    try {
      response.status(200).json(await work);
    } catch (error) {
      const { statusCode, raw } = error as Stripe.errors.StripeError;
      response.status(statusCode!).json(raw);
    }
  }

  app.post("/set_secret", ({ body: { user_id: user, secret_name: name, secret_value: payload, secret_expiry: expires_at } }, response) =>
    answer(response, stripe.apps.secrets.create({ scope: { type: "user", user }, name, payload, expires_at })),
  );
  app.get("/find_secret", ({ query: { user_id, secret_name } }, response) => {
    const [user, name] = [String(user_id), String(secret_name)];
    return answer(response, stripe.apps.secrets.find({ scope: { type: "user", user }, name, expand: ["payload"] }));
  });
  app.post("/delete_secret", ({ body: { user_id: user, secret_name: name } }, response) =>
    answer(response, stripe.apps.secrets.deleteWhere({ scope: { type: "user", user }, name })),
  );
  app.get("/list_secrets", ({ query: { user_id } }, response) =>
    answer(response, stripe.apps.secrets.list({ scope: { type: "user", user: String(user_id) } })),
  );
  return app;
}
