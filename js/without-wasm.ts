import { imports } from "../pkg/client/client_imports.js";
import { instantiate } from "../pkg/client/client_wasm2js.js";

/** Returns the same module as JavaScript, which wasm2js makes of it. */
export const withoutWasm = (): ["js", object] => ["js", instantiate(imports)];
