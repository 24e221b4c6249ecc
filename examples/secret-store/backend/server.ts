// The app's backend. It knows two secrets that an extension must not have: the developer's API key, and the provider's client secret.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { SecretStoreClient } from "stripe-secret-store";
import { createHttpClient, verifyStripeExpress } from "stripe-secret-store/node";
import { companyRoutes } from "./company";
import { cors } from "./cors";
import { failed } from "./failed";
import type { BackendOptions } from "./options";
import { profileRoute } from "./profile";

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
  const secrets = new SecretStoreClient({ httpClient: createHttpClient(), apiKey, ...addressOf(options.stripe) });
  const app = express().disable("x-powered-by");
  app.use("/api", cors, express.raw({ type: () => true }), verifyStripeExpress({ secret: signingSecret }));
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

/** Returns an origin in the options of the Secret Store's client. */
function addressOf(origin: string | undefined) {
  if (origin === undefined) return {};
  const { hostname, port, protocol } = new URL(origin);
  return { host: hostname, port: Number(port), protocol: protocol === "http:" ? ("http" as const) : ("https" as const) };
}
