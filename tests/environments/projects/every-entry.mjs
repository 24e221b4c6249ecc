// Uses one entry of the package in environments where one program checks every entry. Each entry gets a copy.

import { SecretStoreClient, implementation } from "stripe-secret-store";
import { connectEmulator, createEmulator } from "stripe-secret-store/testing";
import { fourOperations } from "./four-operations.mjs";

export { implementation };

/** Makes the four operations over an emulator, by default one in the process. An address connects to a server. Returns an error's code and message. */
export const use = (emulator = createEmulator()) =>
  fourOperations((typeof emulator === "string" ? connectEmulator(emulator) : emulator).httpClient({ user: "usr_1" })).catch(
    ({ code, message }) => `${code}: ${message}`,
  );

/** Calls a host that never answers, with a timeout of five seconds. Passes the error's code to `end`. */
export function startCall(end) {
  const httpClient = { getClientName: () => "silent", makeRequest: () => new Promise(() => {}) };
  const secrets = new SecretStoreClient({ httpClient, userContext: { id: "usr_1" }, timeout: 5_000, maxNetworkRetries: 0 });
  secrets.findSecret({ name: "name" }).catch(({ code }) => end(code));
}
