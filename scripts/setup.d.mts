/** The folder of the project's own tools. */
export const tools: string;
export function wasmPack(): Promise<void>;
export function schemathesis(): Promise<string>;
export function providersPython(): Promise<string>;
