/**
 * The client as WebAssembly alone, half the size of the entry that has both. Importing runs nothing.
 *
 * @module stripe-secret-store/wasm
 */
export * from "./index.js";
