import type { CallOptions, ListSecretsParams, Secret, SecretStoreClient } from "../index.js";
export type AllSecretsParams = Omit<ListSecretsParams, "ending_before">;
export declare function allSecrets(client: Pick<SecretStoreClient, "listSecrets">, params?: AllSecretsParams, options?: CallOptions): AsyncIterableIterator<Secret>;
