// `stripe-secret-store/wasm`: the client as WebAssembly alone, half the size of the entry that has both.

import { SecretStoreError } from "../pkg/client/client_bg.js";
import { lazily } from "./backend.js";
import { withWasm } from "./with-wasm.js";

export { SecretStoreClient, SecretStoreError } from "../pkg/client/client_bg.js";

export const backend = lazily(() => {
  try {
    return withWasm();
  } catch (cause) {
    // The one error that Rust cannot word, since it is not there. tests/core/numbers.rs compares the text with the table in src/error.rs.
    throw new SecretStoreError(
      "webassembly_unavailable",
      "Allow 'wasm-unsafe-eval' in script-src of the page's Content-Security-Policy, or import stripe-secret-store/js.",
      { cause },
    );
  }
});
