import type { SecretStoreClient } from "../index.js";

/** Lists the methods of a client that a token store calls. Without `locate`, clients of all users count as one when the stores of a page wait for each other. */
export type TokenClient = Pick<SecretStoreClient, "createSecret" | "findSecret" | "deleteSecret"> &
  Partial<Pick<SecretStoreClient, "locate">>;

/**
 * Stores token sets in another way than in one secret: see `splitFormat`. It returns the three methods that the store calls with its own name and scope. The
 * payloads that they take and return are token sets as JSON.
 *
 * @param client The store's client.
 */
export type TokenFormat = (client: TokenClient) => Pick<TokenClient, "createSecret" | "findSecret" | "deleteSecret">;
