/**
 * The client without any WebAssembly. Importing runs nothing.
 *
 * @module stripe-secret-store/js
 */

import { lazily } from "./instance.js";
import { withoutWasm } from "./without-wasm.js";

export { SecretStoreClient } from "./client.js";
export { SecretStoreError } from "./error.js";
export { backend } from "./instance.js";

lazily(withoutWasm);
