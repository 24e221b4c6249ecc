import type { HttpClient } from "../index.js";
export type BackendFetch = typeof globalThis extends Record<"fetch", infer Declared> ? Declared : unknown;
export interface HttpClientOptions {
    fetch?: BackendFetch | undefined;
}
export declare function createHttpClient(options?: HttpClientOptions): HttpClient;
