// Uses all exports of the entry for many secrets, with the rules of client.ts.

import { SecretStoreClient, SecretStoreError, type FoundSecret, type Secret } from "stripe-secret-store";
import { allSecrets, deleteSecrets, findSecrets, withBulk } from "stripe-secret-store/bulk";
import type {
  AllSecretsParams,
  BulkClient,
  DeletedSecrets,
  DeleteSecretsError,
  DeleteSecretsParams,
  FindSecretsParams,
  FoundSecrets,
} from "stripe-secret-store/bulk";
import { createEmulator } from "stripe-secret-store/testing";

const listing: AllSecretsParams = { scope: "user", limit: 1 };
const finding: FindSecretsParams = { scope: "user" };
const deleting: DeleteSecretsParams = { scope: "user" };

/** Lists, finds and deletes two secrets, by functions and by methods. */
export async function run(): Promise<string> {
  const secrets = new SecretStoreClient({ httpClient: createEmulator().httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
  const bulk: BulkClient = withBulk(secrets).forUser({ id: "usr_1" });
  for (const name of ["a", "b"]) await bulk.createSecret({ name, payload: "payload" });
  const names: string[] = [];
  for await (const secret of allSecrets(secrets, listing)) names.push((secret as Secret).name);
  const found: FoundSecrets<["a", "absent"]> = await findSecrets(secrets, ["a", "absent"], finding);
  const [a, absent]: [FoundSecret | null, FoundSecret | null] = found;
  const many: (FoundSecret | null)[] = await bulk.findSecrets(names as readonly string[]);
  const { deleted }: DeletedSecrets = await bulk.deleteSecrets(deleting);
  const error: unknown = await deleteSecrets(secrets, { scope: "team" as "user" }).catch((refused: unknown) => refused);
  const { code, remaining } = error as DeleteSecretsError;
  const facts = many.length === 2 && remaining.length === 0 && SecretStoreError.is(error);
  return JSON.stringify([names.sort(), a?.payload, absent, deleted.sort(), facts, code]);
}

/** Is only compiled, never run. */
export async function wrong(bulk: BulkClient): Promise<void> {
  // @ts-expect-error a scope is needed
  await bulk.deleteSecrets({});
  // @ts-expect-error names are a list
  await bulk.findSecrets("a");
  // @ts-expect-error it goes forwards only
  bulk.allSecrets({ ending_before: "appsecret_1" });
  // @ts-expect-error a listed secret has no payload for sure
  for await (const { payload } of bulk.allSecrets()) payload.length;
}
