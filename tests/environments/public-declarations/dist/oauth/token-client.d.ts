import type { SecretStoreClient } from "../index.js";
export type TokenClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret"> & Partial<Pick<SecretStoreClient, "locate">>;
export type TokenFormat = (client: TokenClient) => Pick<TokenClient, "createSecret" | "findSecret" | "deleteSecret">;
