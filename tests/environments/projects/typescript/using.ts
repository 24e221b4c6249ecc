// Needs TypeScript 5.2. It shows that the package needs no library beyond ES2020's.

import { SecretStoreClient } from "stripe-secret-store";
import { createEmulator } from "stripe-secret-store/testing";

/** Returns whether a client is disposed of exactly at the end of its block. */
export async function run(): Promise<string> {
  let disposed = false;
  class Watched extends SecretStoreClient {
    override [Symbol.dispose](): void {
      disposed = true;
      super[Symbol.dispose]();
    }
  }
  {
    using secrets = new Watched({ httpClient: createEmulator().httpClient({ user: "usr_1" }), userContext: { id: "usr_1" } });
    await secrets.listSecrets();
    if (disposed) return "too early";
  }
  return disposed ? "disposed" : "never";
}

/** Is only compiled, never run. */
export function wrong(): void {
  // @ts-expect-error a function is not to be disposed of
  using nothing = () => {};
  void nothing;
}
