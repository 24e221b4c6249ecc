// Lists uses that the types reject. It shows that the types were found. It is never run.

import { implementation, SecretStoreError } from "stripe-secret-store";
import type { SecretStoreClient } from "stripe-secret-store";

export async function wrongUses(secrets: SecretStoreClient) {
  // @ts-expect-error a name is a string
  await secrets.findSecret({ name: 1 });
  // @ts-expect-error there is no such scope
  await secrets.listSecrets({ scope: "all" });
  // @ts-expect-error it may be null
  void (await secrets.findSecret({ name: "name" })).payload;
  // @ts-expect-error there is no such code
  if (SecretStoreError.is(secrets) && secrets.code === "nothing") return;
  // @ts-expect-error there is no such backend
  return implementation() === "asm.js";
}
