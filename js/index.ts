import { __wbg_set_wasm } from "../pkg/client/client_bg.js";
import binary, { imports } from "../pkg/client/client_bg.wasm";
import { instantiate } from "./instantiate.js";

export { SecretStoreClient, SecretStoreError } from "../pkg/client/client_bg.js";
export type * from "../pkg/types/types.js";

// Importing runs nothing but this line. A client is the first thing that anybody makes, so asking for its constructor is what
// instantiates the module; from then on the glue holds the real exports.
__wbg_set_wasm({
  get secretstoreclient_new() {
    return instantiate(binary, imports, __wbg_set_wasm).secretstoreclient_new;
  },
});
