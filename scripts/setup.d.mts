/** The folder of the project's own tools. */
export const tools: string;
export function wasmPack(): Promise<void>;
export function schemathesis(): Promise<string>;
export function providersPython(): Promise<string>;

/** Adds the compiler's WebAssembly target. */
export function wasmTarget(): Promise<void>;

/** Finds Chromium and its driver, and installs them if that is allowed. */
export function browser(): Promise<{ chromium: string; chromedriver: string }>;
