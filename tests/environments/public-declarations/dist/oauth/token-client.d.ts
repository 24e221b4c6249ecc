import type { SecretStoreClient } from "../index.js";
export type TokenClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret"> & Partial<Pick<SecretStoreClient, "locate">>;
