/**
 * The client, as WebAssembly where that may be compiled and as JavaScript where not. Importing runs nothing.
 *
 * @module stripe-secret-store
 */

import { setLoader } from "./module.js";
import { withWasm } from "./with-wasm.js";
import { withoutWasm } from "./without-wasm.js";

export { SecretStoreClient } from "./client.js";
export { SecretStoreError } from "./error.js";
export { implementation } from "./module.js";
export type * from "stripe-secret-store/types";

// By compiling it, rather than asking: under a policy that forbids it `WebAssembly.validate` says that all is well (Chromium 156).
setLoader(() => {
  try {
    return withWasm();
  } catch {
    return withoutWasm();
  }
});
