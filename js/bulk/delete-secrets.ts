import type { CallOptions, Scope, SecretStoreClient, SecretStoreError } from "../index.js";
import { storeError } from "../store-error.js";
import { allSecrets } from "./all-secrets.js";
import { checkClient } from "./check-client.js";
import { twoAtATime } from "./two-at-a-time.js";

/** The parameters of {@link deleteSecrets}. */
export interface DeleteSecretsParams {
  /** The scope that is emptied. It has no default. */
  scope: Scope;
}

/** The result of {@link deleteSecrets}. */
export interface DeletedSecrets {
  /** The names of the secrets that are gone. */
  readonly deleted: string[];
}

/** The error of a deletion that failed in between. Its `code` is that of the failed request, and its `cause` the error of that request. */
export interface DeleteSecretsError extends SecretStoreError {
  /** The names of the secrets that are gone. */
  readonly deleted: string[];
  /** The names of the secrets that are left, or that may be left if their request had no answer. If the list failed, those that were listed before. */
  readonly remaining: string[];
}

/**
 * Deletes all secrets of a scope: lists them, and then deletes them with at most two requests at the same time. A secret that another program deletes meanwhile counts as
 * deleted, and one that it creates meanwhile stays.
 *
 * @param client The client.
 * @param params The scope.
 * @param options For each request, without an `idempotencyKey`: each request has its own.
 * @throws {SecretStoreError} the first error, as a {@link DeleteSecretsError} that names the deleted and the remaining secrets. Then no more requests are
 * sent; `invalid_scope` without a scope
 * @example
 * ```ts
 * try {
 *   const { deleted } = await deleteSecrets(secrets, { scope: "account" });
 *   console.log(`${deleted.length} secrets deleted`);
 * } catch (error) {
 *   if (SecretStoreError.is(error) && "remaining" in error) console.log(error.code, error.remaining);
 * }
 * ```
 */
export async function deleteSecrets(
  client: Pick<SecretStoreClient, "listSecrets" | "deleteSecret">,
  params: DeleteSecretsParams,
  options?: CallOptions,
): Promise<DeletedSecrets> {
  checkClient(client, "deleteSecret", 'deleteSecrets(secrets, { scope: "account" })');
  const { scope } = Object(params) as DeleteSecretsParams;
  if (!scope)
    throw storeError("invalid_scope", 'scope is missing: name the scope to empty, such as { scope: "account" }.', undefined, "scope");
  const unknown = Object.keys(params).find((name) => name !== "scope");
  if (unknown) throw storeError("invalid_parameter", `${unknown} is unknown: pass { scope }.`, undefined, unknown);
  if (options && options.idempotencyKey !== undefined)
    throw storeError("invalid_option", "idempotencyKey must be left out: each request has its own.", undefined, "idempotencyKey");
  const names = new Set<string>();
  const deleted = new Set<string>();
  try {
    const all = allSecrets(client, { scope }, options);
    for (let next = await all.next(); !next.done; next = await all.next()) names.add(next.value.name);
    await twoAtATime([...names], async (name) => {
      await client.deleteSecret({ name, scope }, options).catch((error) => {
        if (Object(error).code !== "not_found") throw error;
      });
      deleted.add(name);
    });
  } catch (cause) {
    const inOrder = (isDeleted: boolean) => [...names].filter((name) => deleted.has(name) === isDeleted);
    const { code = "unexpected_failure", message, param, status, stripeCode, requestId, docUrl, retryable, attempts } = Object(cause);
    // A list that failed at once says why by itself.
    const count = names.size ? `${deleted.size} of ${names.size} secrets were deleted: see remaining. ` : "";
    const error = storeError(code, count + message, cause, param);
    const details = { status, stripeCode, requestId, docUrl, retryable: Boolean(retryable), attempts: attempts || 0 };
    throw Object.assign(error, details, { deleted: inOrder(true), remaining: inOrder(false) });
  }
  return { deleted: [...names] };
}
