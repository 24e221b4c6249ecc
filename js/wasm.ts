/**
 * The client as WebAssembly alone, half the size of the entry that has both. Importing runs nothing.
 *
 * @module stripe-secret-store/wasm
 */

import { SecretStoreError } from "./error.js";
import { lazily } from "./instance.js";
import { withWasm } from "./with-wasm.js";

export { SecretStoreClient } from "./client.js";
export { SecretStoreError } from "./error.js";
export { backend } from "./instance.js";

lazily(() => {
  try {
    return withWasm();
  } catch (cause) {
    // The one error that Rust cannot word, since it is not there. tests/core/texts.rs compares the text with the table in src/error.rs.
    throw new SecretStoreError(
      "webassembly_unavailable",
      "Allow 'wasm-unsafe-eval' in script-src of the page's Content-Security-Policy, or import stripe-secret-store/js.",
      { cause },
    );
  }
});
