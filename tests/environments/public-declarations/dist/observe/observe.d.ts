import type { HttpClient } from "../index.js";
export type ObservedOperation = "create" | "find" | "list" | "delete";
export interface RequestEvent {
    readonly id: number;
    readonly operation: ObservedOperation;
    readonly scopeType: "user" | "account";
    readonly attempt: number;
}
export interface ResponseEvent extends RequestEvent {
    readonly status: number | undefined;
    readonly duration: number;
    readonly requestId: string | undefined;
    readonly error: "connection_failed" | "timeout" | "aborted" | undefined;
}
export interface ObserveOptions {
    onRequest?: ((event: RequestEvent) => unknown) | undefined;
    onResponse?: ((event: ResponseEvent) => unknown) | undefined;
}
export declare function observe(httpClient: HttpClient, options: ObserveOptions): HttpClient;
