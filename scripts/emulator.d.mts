import type { Readable } from "node:stream";

export function emulatorBinary(profile?: "debug" | "release"): Promise<string>;
export function listening(server: { readonly stdout: Readable }): Promise<string>;
