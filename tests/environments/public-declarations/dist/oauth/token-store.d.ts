import type { SecretStoreClient } from "../index.js";
export declare function createTokenStore(client: SecretStoreClient): SecretStoreClient;
