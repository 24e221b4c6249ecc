// `stripe-secret-store/js`: the client without any WebAssembly.

import { lazily } from "./backend.js";
import { withoutWasm } from "./without-wasm.js";

export { SecretStoreClient, SecretStoreError } from "../pkg/client/client_bg.js";

export const backend = lazily(withoutWasm);
