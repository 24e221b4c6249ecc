// Runs our client, from the entry that the bundler uses for `stripe-secret-store`.

import { SecretStoreClient, type SecretStoreError } from "stripe-secret-store";
import { USER, type Calls, type HttpClient } from "./calls";

export function client(httpClient: HttpClient): Calls {
  const secrets = new SecretStoreClient({ httpClient, userContext: { id: USER } });
  return {
    create: (name, payload) => secrets.createSecret({ name, payload }),
    find: (name) => secrets.findSecret({ name }),
    list: () => secrets.listSecrets(),
    remove: (name) => secrets.deleteSecret({ name }),
    reasonOf: (error) => {
      const { stripeCode, code } = error as SecretStoreError;
      return stripeCode ?? code;
    },
  };
}
