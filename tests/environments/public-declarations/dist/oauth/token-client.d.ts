import type { SecretStoreClient } from "../index.js";
/** Lists the methods of a client that a token store calls. Without `locate`, clients of all users count as one when the stores of a page wait for each other. */
export type TokenClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret"> & Partial<Pick<SecretStoreClient, "locate">>;
