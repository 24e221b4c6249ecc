// Declares the generated files, and the plain JavaScript that wasm-bindgen copies, as far as the entries use them.

declare module "*/client.js" {
  export { SecretStoreClient } from "stripe-secret-store/types";
}

declare module "*/error.js" {
  export { SecretStoreError } from "stripe-secret-store/types";
}

declare module "*/module.js" {
  export { implementation } from "stripe-secret-store/types";
  export function setLoader(load: () => ["wasm" | "js", object]): void;
}

declare module "*/emulator_bg.js" {
  /** js/testing/core.ts says what its methods take. */
  export const EmulatorCore: new (world: string | undefined) => unknown;
  export function __wbg_set_wasm(exports: object): void;
}

declare module "*/client_wasm2js.js" {
  /** Makes an instance; see scripts/build/modules.mjs. */
  export function instantiate(imports: WebAssembly.Imports): object;
}

declare module "*.wasm" {
  /** The file's bytes, one a character: see scripts/build/bundle.mjs. */
  const binary: string;
  export default binary;
}

declare module "*_imports.js" {
  /** The module's imports. */
  export const imports: WebAssembly.Imports;
}
