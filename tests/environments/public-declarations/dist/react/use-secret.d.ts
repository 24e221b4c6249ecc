import type { Scope, Secret } from "../index.js";
import type { StandardSchema } from "../json/standard-schema.js";
import type { SecretError } from "./error.js";
import { type LoadOptions } from "./load-options.js";
export interface UseSecretOptions<T> extends SecretOptions<T, T> {
    parse?: ((payload: string) => T) | undefined;
}
export interface UseSecretSchemaOptions<Input, Output> extends SecretOptions<Awaited<Output>, Input> {
    parse: StandardSchema<Input, Output>;
}
export interface SecretOptions<T, Input> extends LoadOptions {
    scope?: Scope | undefined;
    serialize?: ((value: Input) => string) | undefined;
    initialData?: T | undefined;
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
export type UseSecretResult<T, Input = T> = SecretState<T> & SecretActions<Input> & {
    readonly isSaving: boolean;
};
export declare function useSecret<Input, Output = Input>(name: string | null | undefined, options: UseSecretSchemaOptions<Input, Output>): UseSecretResult<Awaited<Output>, Input>;
export declare function useSecret<T = unknown>(name: string | null | undefined, options?: UseSecretOptions<T>): UseSecretResult<T>;
