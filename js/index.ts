/**
 * The client, as WebAssembly where that may be compiled and as JavaScript where not. Importing runs nothing.
 *
 * @module stripe-secret-store
 */

import { lazily } from "./instance.js";
import { withWasm } from "./with-wasm.js";
import { withoutWasm } from "./without-wasm.js";

export { SecretStoreClient } from "./client.js";
export { SecretStoreError } from "./error.js";
// The entries that use the client import these types. The published types of this entry are the same.
export type * from "stripe-secret-store/types";
export { backend } from "./instance.js";
export type * from "stripe-secret-store/types";

// By compiling it, rather than asking: under a policy that forbids it `WebAssembly.validate` says that all is well (Chromium 156).
lazily(() => {
  try {
    return withWasm();
  } catch {
    return withoutWasm();
  }
});
