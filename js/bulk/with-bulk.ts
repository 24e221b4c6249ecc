import type { CallOptions, Secret, SecretStoreClient, UserContext } from "../index.js";
import { allSecrets, type AllSecretsParams } from "./all-secrets.js";
import { checkClient } from "./check-client.js";
import { deleteSecrets, type DeletedSecrets, type DeleteSecretsParams } from "./delete-secrets.js";
import { findSecrets, type FindSecretsParams, type FoundSecrets } from "./find-secrets.js";

/** A client with methods for many secrets. */
export interface BulkClient extends SecretStoreClient {
  /**
   * Iterates over all secrets of a scope, without their payloads: see {@link allSecrets}.
   *
   * @param params The scope, and the size of a page.
   * @param options For each request.
   * @throws {SecretStoreError} while it iterates, those of `listSecrets`
   * @example
   * ```ts
   * const bulk = withBulk(secrets);
   * for await (const { name } of bulk.allSecrets({ scope: "account" })) console.log(name);
   * ```
   */
  allSecrets(params?: AllSecretsParams, options?: CallOptions): AsyncIterableIterator<Secret>;
  /**
   * Finds several secrets by their names: see {@link findSecrets}.
   *
   * @typeParam Names The names.
   * @param names The names.
   * @param params The scope.
   * @param options For each request.
   * @throws {SecretStoreError} the first error of `findSecret`
   * @example
   * ```ts
   * const [crm, dropbox] = await withBulk(secrets).findSecrets(["crm", "dropbox"]);
   * console.log(crm?.payload, dropbox?.payload);
   * ```
   */
  findSecrets<Names extends readonly string[] | []>(
    names: Names,
    params?: FindSecretsParams,
    options?: CallOptions,
  ): Promise<FoundSecrets<Names>>;
  /**
   * Deletes all secrets of a scope: see {@link deleteSecrets}.
   *
   * @param params The scope.
   * @param options For each request.
   * @throws {SecretStoreError} the first error, with the names of the `deleted` and the `remaining` secrets
   * @example
   * ```ts
   * const { deleted } = await withBulk(secrets).deleteSecrets({ scope: "account" });
   * console.log(deleted);
   * ```
   */
  deleteSecrets(params: DeleteSecretsParams, options?: CallOptions): Promise<DeletedSecrets>;
  /**
   * Returns the same client for another user's context.
   *
   * @param userContext The other user's context.
   * @throws {SecretStoreError} `invalid_option`
   * @example
   * ```ts
   * const theirs = withBulk(secrets).forUser({ id: "usr_1" });
   * console.log((await theirs.findSecrets([])).length); // 0
   * ```
   */
  forUser(userContext: UserContext): BulkClient;
  /**
   * Returns the same client for another account.
   *
   * @param account The account's id: `acct_…`.
   * @throws {SecretStoreError} `invalid_option`
   * @example
   * ```ts
   * const theirs = withBulk(secrets).forAccount("acct_cactus");
   * console.log(theirs.locate().account); // acct_cactus
   * ```
   */
  forAccount(account: string): BulkClient;
}

/**
 * Adds methods for many secrets to a client. As methods of each client they would take a kilobyte of every app. The functions of this entry do the same.
 *
 * @typeParam Client The client's type, such as one with a read cache.
 * @param client The client.
 * @example
 * ```ts
 * const bulk = withBulk(secrets);
 * for await (const { name } of bulk.allSecrets()) console.log(name);
 * const [crm] = await bulk.findSecrets(["crm"]);
 * await bulk.deleteSecrets({ scope: "account" });
 * ```
 */
export function withBulk<Client extends SecretStoreClient>(client: Client): BulkClient & Client {
  checkClient(client, "findSecret", "withBulk(secrets)");
  const own: Omit<BulkClient, Exclude<keyof SecretStoreClient, "forUser" | "forAccount">> = {
    allSecrets: (params, options) => allSecrets(client, params, options),
    findSecrets: (names, params, options) => findSecrets(client, names, params, options),
    deleteSecrets: (params, options) => deleteSecrets(client, params, options),
    forUser: (userContext) => withBulk(client.forUser(userContext)),
    forAccount: (account) => withBulk(client.forAccount(account)),
  };
  return Object.assign(Object.create(client), own);
}
