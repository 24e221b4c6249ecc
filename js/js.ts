/**
 * The client without any WebAssembly. Importing runs nothing.
 *
 * @module stripe-secret-store/js
 */

import { setLoader } from "./module.js";
import { withoutWasm } from "./without-wasm.js";

export { SecretStoreClient } from "./client.js";
export { SecretStoreError } from "./error.js";
export { implementation } from "./module.js";

setLoader(withoutWasm);
