/**
 * The client without any WebAssembly. Importing runs nothing.
 *
 * @module stripe-secret-store/js
 */
export * from "./index.js";
