// Runs in every environment: makes the four operations, gets an error, and returns the implementation. Each project gets a copy.

import { SecretStoreClient, SecretStoreError, implementation } from "stripe-secret-store";

/** Uses an HTTP client of the emulator with the identity of user 1's extension. */
export async function fourOperations(httpClient) {
  const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } });
  await secrets.createSecret({ name: "name ü", payload: "payload 😀" });
  const found = await secrets.findSecret({ name: "name ü" });
  const listed = await secrets.listSecrets();
  const deleted = await secrets.deleteSecret({ name: "name ü" });
  const nothing = await secrets.findSecret({ name: "name ü" });
  const refused = await secrets.createSecret({ name: "half \ud800", payload: "p" }).catch((error) => error);
  return JSON.stringify([
    implementation(),
    found.payload,
    listed.data[0].name,
    deleted.deleted,
    nothing,
    refused.code,
    SecretStoreError.is(refused),
    refused instanceof SecretStoreError,
  ]);
}
