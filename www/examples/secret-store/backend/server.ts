// The app's backend. It knows two secrets that an extension must not have: the developer's API key, and the provider's client secret.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import Stripe from "stripe";
import { SecretStoreClient } from "stripe-secret-store";
import { companyRoutes } from "./company";
import { cors } from "./cors";
import { failed } from "./failed";
import { profileRoute } from "./profile";
import { signedIn } from "./signed-in";

/** What a deployment sets. */
export interface BackendOptions {
  /** The developer's key. */
  readonly apiKey: string;
  /** The app's signing secret, from the Dashboard's page of the app. */
  readonly signingSecret: string;
  /** The provider's origin. */
  readonly provider: string;
  /** What the provider gave the backend when it was registered. */
  readonly clientSecret: string;
  /** Gives the address that users go back to after they connected their company. */
  readonly dashboard: () => string;
  /** Where Stripe is: left out in production, the emulator's origin here. */
  readonly stripe?: string | undefined;
  /** The port on 127.0.0.1; 0, a free one, unless given. */
  readonly port?: number | undefined;
}

/** A backend that is listening. */
export interface Backend {
  /** Where: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Ends it, and every connection with it. */
  close(): Promise<void>;
}

/** @throws Error when the port is taken */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const { apiKey, signingSecret, port = 0 } = options;
  const stripe = new Stripe(apiKey);
  const secrets = new SecretStoreClient({ httpClient: Stripe.createNodeHttpClient(), apiKey, ...addressOf(options.stripe) });
  const app = express().disable("x-powered-by");
  app.use("/api", cors, express.json(), signedIn(stripe, signingSecret));
  app.post("/api/profile", profileRoute(secrets, options.provider));
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.use(companyRoutes(secrets, { ...options, origin }));
  app.use(failed);
  return {
    origin,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** As stripe-node and the Secret Store's client take it. */
function addressOf(origin: string | undefined) {
  if (origin === undefined) return {};
  const { hostname, port, protocol } = new URL(origin);
  return { host: hostname, port: Number(port), protocol: protocol === "http:" ? ("http" as const) : ("https" as const) };
}
