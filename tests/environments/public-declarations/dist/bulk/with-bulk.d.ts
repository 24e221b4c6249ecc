import type { CallOptions, Secret, SecretStoreClient, UserContext } from "../index.js";
import { type AllSecretsParams } from "./all-secrets.js";
import { type DeletedSecrets, type DeleteSecretsParams } from "./delete-secrets.js";
import { type FindSecretsParams, type FoundSecrets } from "./find-secrets.js";
export interface BulkClient extends SecretStoreClient {
    allSecrets(params?: AllSecretsParams, options?: CallOptions): AsyncIterableIterator<Secret>;
    findSecrets<Names extends readonly string[] | []>(names: Names, params?: FindSecretsParams, options?: CallOptions): Promise<FoundSecrets<Names>>;
    deleteSecrets(params: DeleteSecretsParams, options?: CallOptions): Promise<DeletedSecrets>;
    forUser(userContext: UserContext): BulkClient;
    forAccount(account: string): BulkClient;
}
export declare function withBulk<Client extends SecretStoreClient>(client: Client): BulkClient & Client;
