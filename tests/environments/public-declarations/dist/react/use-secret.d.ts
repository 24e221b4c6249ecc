import type { Scope, Secret } from "../index.js";
import type { SecretError } from "./error.js";
export interface UseSecretOptions<T> {
    scope?: Scope | undefined;
    parse?: ((payload: string) => T) | undefined;
    serialize?: ((value: T) => string) | undefined;
}
export interface SaveOptions {
    expires_at?: number | Date | null | undefined;
}
export interface SecretActions<T> {
    save(value: T, options?: SaveOptions): Promise<Secret>;
    remove(): Promise<void>;
    reload(): Promise<void>;
}
export type SecretState<T> = {
    readonly status: "loading";
    readonly data: undefined;
    readonly error: SecretError | undefined;
} | {
    readonly status: "ready";
    readonly data: T;
    readonly error: SecretError | undefined;
} | {
    readonly status: "missing";
    readonly data: undefined;
    readonly error: SecretError | undefined;
} | {
    readonly status: "error";
    readonly data: undefined;
    readonly error: SecretError;
};
export type UseSecretResult<T> = SecretState<T> & SecretActions<T> & {
    readonly isSaving: boolean;
};
export declare function useSecret<T = unknown>(name: string, options?: UseSecretOptions<T>): UseSecretResult<T>;
