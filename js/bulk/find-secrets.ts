import type { CallOptions, FindSecretParams, FoundSecret, SecretStoreClient } from "../index.js";
import { storeError } from "../store-error.js";
import { checkClient } from "./check-client.js";
import { twoAtATime } from "./two-at-a-time.js";

/** The parameters of {@link findSecrets}: the scope. */
export type FindSecretsParams = Omit<FindSecretParams, "name">;

/**
 * The found secrets in the order of their names; `null` for a name that does not exist.
 *
 * @typeParam Names The names.
 */
export type FoundSecrets<Names extends readonly string[]> = { -readonly [Index in keyof Names]: FoundSecret | null };

/**
 * Finds several secrets of a scope by their names, with their payloads. At most two requests are on their way at the same time.
 *
 * @typeParam Names The names.
 * @param client The client.
 * @param names The names. A name that is there twice is asked for once.
 * @param params The scope.
 * @param options For each request.
 * @throws {SecretStoreError} the first error of `findSecret`, and then no more requests are sent; `invalid_parameter` if `names` is not an array of strings
 * @example
 * ```ts
 * const [crm, dropbox] = await findSecrets(secrets, ["crm", "dropbox"]);
 * console.log(crm === null, dropbox === null);
 * ```
 */
export async function findSecrets<Names extends readonly string[] | []>(
  client: Pick<SecretStoreClient, "findSecret">,
  names: Names,
  params?: FindSecretsParams,
  options?: CallOptions,
): Promise<FoundSecrets<Names>> {
  checkClient(client, "findSecret", 'findSecrets(secrets, ["a", "b"])');
  if (!Array.isArray(names) || names.some((name) => typeof name !== "string"))
    throw storeError("invalid_parameter", 'names must be an array of strings: ["a", "b"].', undefined, "names");
  const found = new Map<string, FoundSecret | null>();
  await twoAtATime([...new Set<string>(names)], async (name) => {
    found.set(name, await client.findSecret(Object.assign(Object.create(null), params, { name }), options));
  });
  return names.map((name) => found.get(name)) as FoundSecrets<Names>;
}
