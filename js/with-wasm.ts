import binary from "../pkg/client/client_bg.wasm";
import { imports } from "../pkg/client/client_imports.js";
import { instantiate } from "./instantiate.js";

/** Returns the module as WebAssembly. Throws where WebAssembly is forbidden, as by the policy of a page. */
export const withWasm = (): ["wasm", object] => ["wasm", instantiate(binary, imports)];
