// Repeats four-operations.mjs in TypeScript, because Jest with Stripe's configuration does not read ES modules.

import { SecretStoreClient, SecretStoreError, implementation } from "stripe-secret-store";
import type { HttpClient, Secret, UserContext } from "stripe-secret-store";

/** Uses an HTTP client with the identity of the user's extension. */
export async function fourOperations(httpClient: HttpClient, userContext: UserContext): Promise<string> {
  const secrets = new SecretStoreClient({ httpClient, userContext });
  await secrets.createSecret({ name: "name ü", payload: "payload 😀" });
  const found: Secret | null = await secrets.findSecret({ name: "name ü" });
  const listed = await secrets.listSecrets();
  const deleted = await secrets.deleteSecret({ name: "name ü" });
  const nothing = await secrets.findSecret({ name: "name ü" });
  const refused: unknown = await secrets.createSecret({ name: "half \ud800", payload: "p" }).catch((error) => error);
  return JSON.stringify([
    implementation(),
    found?.payload,
    listed.data[0]?.name,
    deleted.deleted,
    nothing,
    SecretStoreError.is(refused) && refused.code,
    SecretStoreError.is(refused),
    refused instanceof SecretStoreError,
  ]);
}
