// Uses the package from TypeScript that a runtime strips of its types.

import { SecretStoreClient, type HttpClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";
import { useEvery } from "./every-entry.mjs";

const httpClient: HttpClient = createEmulator().httpClient({ user: "usr_1" });
const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" } }) satisfies SecretStoreClient;
if ((await secrets.findSecret({ name: "absent" } as const)) !== null) throw new Error("It found a secret that is not there.");

console.log(JSON.stringify(await useEvery()));
