// Uses the package from a module.

import { SecretStoreClient, SecretStoreError } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { fourOperations } from "./four-operations.mjs";

export { SecretStoreClient, SecretStoreError };

export const useAll = () => fourOperations(createEmulator().httpClient({ user: "usr_1" }));

/** Returns an error of this copy of the package. */
export const refusal = () =>
  new SecretStoreClient({ httpClient: createEmulator().httpClient() }).findSecret({ name: "" }).catch((error) => error);
