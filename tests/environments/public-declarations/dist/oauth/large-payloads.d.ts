import type { SecretStoreClient } from "../index.js";
import type { TokenClient } from "./token-client.js";
export declare function withLargePayloads(client: TokenClient & Partial<Pick<SecretStoreClient, "listSecrets">>): TokenClient;
