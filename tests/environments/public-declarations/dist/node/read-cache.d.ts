import type { CallOptions, FindSecretParams, FoundSecret, SecretStoreClient } from "../index.js";
export interface ReadCacheOptions {
    ttl: number;
    maxEntries?: number | undefined;
    clock?: (() => number) | undefined;
}
export interface CachedClient extends SecretStoreClient {
    refresh(params?: FindSecretParams, options?: CallOptions): Promise<FoundSecret | null>;
    forAccount(account: string): CachedClient;
}
export declare function withReadCache(client: SecretStoreClient, options: ReadCacheOptions): CachedClient;
