import { storeError } from "../store-error.js";

/**
 * @internal
 * Refuses a first argument that is not a client, such as the parameters of a call.
 *
 * @throws {SecretStoreError} `invalid_parameter`
 */
export function checkClient(client: unknown, method: "deleteSecret" | "findSecret" | "listSecrets", call: string): void {
  if (typeof Object(client)[method] !== "function")
    throw storeError("invalid_parameter", `The first argument must be the client: ${call}.`, undefined, "client");
}
