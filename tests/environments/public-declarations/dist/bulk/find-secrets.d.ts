import type { CallOptions, FindSecretParams, FoundSecret, SecretStoreClient } from "../index.js";
export type FindSecretsParams = Omit<FindSecretParams, "name">;
export type FoundSecrets<Names extends readonly string[]> = {
    -readonly [Index in keyof Names]: FoundSecret | null;
};
export declare function findSecrets<Names extends readonly string[] | []>(client: Pick<SecretStoreClient, "findSecret">, names: Names, params?: FindSecretsParams, options?: CallOptions): Promise<FoundSecrets<Names>>;
