import type { SecretStoreClient } from "../index.js";

export function createTokenStore(client: SecretStoreClient): SecretStoreClient {
  return client;
}
