import type { SecretStoreClient } from "../index.js";
import type { TokenClient } from "./token-client.js";
/**
 * Wraps a client so that a payload of over 5,000 characters is kept in up to four secrets, for {@link createTokenStore}. It takes four of a scope's ten places at
 * most, and seven while it is replaced: the old payload is whole until the new one is. A payload that takes more is refused with the sizes of its fields.
 *
 * @param client The client. With `listSecrets` it also deletes the parts that a program left that ended while it wrote.
 * @example
 * ```ts
 * const tokens = createTokenStore({ client: withLargePayloads(secrets), name: "crm", refresh: crm.refresh });
 * ```
 */
export declare function withLargePayloads(client: TokenClient & Partial<Pick<SecretStoreClient, "listSecrets">>): TokenClient;
