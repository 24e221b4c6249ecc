import binary from "../pkg/client/client_bg.wasm";
import { imports } from "../pkg/client/client_imports.js";
import { instantiate } from "./instantiate.js";

/** The module as WebAssembly. Throws where that may not be compiled: in a page whose policy forbids it, say. */
export const withWasm = (): ["wasm", object] => ["wasm", instantiate(binary, imports)];
