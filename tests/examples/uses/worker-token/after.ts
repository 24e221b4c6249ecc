// Reads the same token with this package.

import { SecretStoreClient } from "stripe-secret-store";
import { createHttpClient } from "stripe-secret-store/node";
import type { WorkerOptions, WorkerToken } from "../use";

export const workerToken =
  ({ keys, ...connection }: WorkerOptions): WorkerToken =>
  async (account, mode) => {
    const client = new SecretStoreClient({ ...connection, httpClient: createHttpClient(), apiKey: keys[mode], scope: "account" });
    const secret = await client.forAccount(account).findSecret({ name: "NOTION_AUTH_TOKEN" });
    return secret && secret.payload;
  };
