import type { Scope, Secret } from "../index.js";
export interface UseSecretsOptions {
    scope?: Scope | undefined;
}
export type SecretsState = {
    readonly status: "loading";
    readonly data: undefined;
    readonly error: undefined;
} | {
    readonly status: "ready";
    readonly data: readonly Secret[];
    readonly error: Error | undefined;
} | {
    readonly status: "error";
    readonly data: undefined;
    readonly error: Error;
};
export type UseSecretsResult = SecretsState & {
    reload(): Promise<void>;
};
export declare function useSecrets({ scope }?: UseSecretsOptions): UseSecretsResult;
