import type { Scope, Secret } from "../index.js";
import type { SecretError } from "./error.js";
import { type LoadOptions } from "./load-options.js";
export interface UseSecretsOptions extends LoadOptions {
    scope?: Scope | undefined;
    initialData?: readonly Secret[] | undefined;
}
export type SecretsState = {
    readonly status: "loading";
    readonly data: undefined;
    readonly error: undefined;
} | {
    readonly status: "ready";
    readonly data: readonly Secret[];
    readonly error: SecretError | undefined;
} | {
    readonly status: "error";
    readonly data: undefined;
    readonly error: SecretError;
};
export type UseSecretsResult = SecretsState & {
    reload(): Promise<void>;
};
export declare function useSecrets(options?: UseSecretsOptions): UseSecretsResult;
