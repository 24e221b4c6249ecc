/**
 * The client as WebAssembly alone, half the size of the entry that has both. Importing runs nothing.
 *
 * @module stripe-secret-store/wasm
 */

import { SecretStoreError } from "./error.js";
import { setLoader } from "./module.js";
import { withWasm } from "./with-wasm.js";

export { SecretStoreClient } from "./client.js";
export { SecretStoreError } from "./error.js";
export { implementation } from "./module.js";

setLoader(() => {
  try {
    return withWasm();
  } catch (cause) {
    // The module cannot word this error: it is not there. tests/core/generated.rs compares the text with the table in src/error.rs.
    throw new SecretStoreError(
      "webassembly_unavailable",
      "Allow WebAssembly ('wasm-unsafe-eval' in script-src, or no --jitless), or import stripe-secret-store/js.",
      { cause },
    );
  }
});
