import type { CallOptions, Scope, SecretStoreClient, SecretStoreError } from "../index.js";
export interface DeleteSecretsParams {
    scope: Scope;
}
export interface DeletedSecrets {
    readonly deleted: string[];
}
export interface DeleteSecretsError extends SecretStoreError {
    readonly deleted: string[];
    readonly remaining: string[];
}
export declare function deleteSecrets(client: Pick<SecretStoreClient, "listSecrets" | "deleteSecret">, params: DeleteSecretsParams, options?: CallOptions): Promise<DeletedSecrets>;
