import type { SecretStoreClient } from "../index.js";

/** Lists the methods of a client that a token store calls. */
export type TokenClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret">;
