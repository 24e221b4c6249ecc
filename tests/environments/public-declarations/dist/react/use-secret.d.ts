import type { Scope, Secret } from "../index.js";
/**
 * Options of {@link useSecret}.
 *
 * @typeParam T What the secret keeps.
 */
export interface UseSecretOptions<T> {
    /** Where the secret lives. Default: the client's scope. Name a scope in the same way wherever you use it. */
    scope?: Scope | undefined;
    /**
     * Reads a payload; what it throws is then `error`. Default: `JSON.parse`, unchecked. May be another function at each render, but as long as it is
     * the same one, `data` is the same too.
     *
     * @param payload What the store has.
     */
    parse?: ((payload: string) => T) | undefined;
    /**
     * Writes a payload, 1 to 5,000 characters. Default: `JSON.stringify`.
     *
     * @param value What is to be kept.
     */
    serialize?: ((value: T) => string) | undefined;
}
/** Options of {@link SecretActions.save}. */
export interface SaveOptions {
    /** When Stripe deletes it: Unix **seconds** or a `Date`, in the future and at most 100 years ahead. Default: never. */
    expires_at?: number | Date | null | undefined;
}
/**
 * What can be done with a secret. The functions stay the same for as long as client, name and scope do, and go on meaning that secret.
 *
 * @typeParam T What it keeps.
 */
export interface SecretActions<T> {
    /**
     * Creates or replaces the secret. It is shown at once; when the store refuses it, what the store last said is shown again, and `error` says why.
     *
     * Writes of one secret are sent one after the other. One that is on its way is not stopped when the component is unmounted.
     *
     * The promise rejects with the same error, and with what `serialize` throws. It need not be awaited.
     *
     * @param value What it is to keep.
     * @param options When it ends.
     * @example
     * ```tsx
     * export function DarkMode() {
     *   const { save, isSaving } = useSecret<Settings>("settings");
     *   return (
     *     <button disabled={isSaving} onClick={() => save({ theme: "dark" })}>
     *       Dark
     *     </button>
     *   );
     * }
     * ```
     */
    save(value: T, options?: SaveOptions): Promise<Secret>;
    /**
     * Deletes the secret, in the same way. That there is none counts as done.
     *
     * @example
     * ```tsx
     * export function Forget() {
     *   const { status, remove } = useSecret<Settings>("settings");
     *   return status === "ready" ? <button onClick={() => remove()}>Forget</button> : null;
     * }
     * ```
     */
    remove(): Promise<void>;
    /**
     * Asks the store again; `data` stays until the answer is there. Resolves then, and never rejects: see `error`.
     *
     * @example
     * ```tsx
     * export function Problem() {
     *   const { error, reload } = useSecret<Settings>("settings");
     *   return error ? <button onClick={reload}>{error.message} Try again</button> : null;
     * }
     * ```
     */
    reload(): Promise<void>;
}
/**
 * What there is to show of a secret. Tell by `status`:
 *
 * - `loading`: it is being asked for.
 * - `ready`: `data` is what it holds.
 * - `missing`: the store has none of this name in the scope.
 * - `error`: it could not be loaded, or `parse` threw.
 *
 * In the first three `error` says why the latest `save`, `remove` or `reload` failed.
 *
 * @typeParam T What the secret keeps.
 */
export type SecretState<T> = {
    readonly status: "loading";
    readonly data: undefined;
    readonly error: Error | undefined;
} | {
    readonly status: "ready";
    readonly data: T;
    readonly error: Error | undefined;
} | {
    readonly status: "missing";
    readonly data: undefined;
    readonly error: Error | undefined;
} | {
    readonly status: "error";
    readonly data: undefined;
    readonly error: Error;
};
/**
 * What {@link useSecret} gives.
 *
 * @typeParam T What the secret keeps.
 */
export type UseSecretResult<T> = SecretState<T> & SecretActions<T> & {
    /** Whether a `save` or `remove` is on its way. */
    readonly isSaving: boolean;
};
/**
 * A secret, loaded, shown and written.
 *
 * Components of one client that use the same secret share one request and one state. It is kept while one of them is mounted, and no longer. When it
 * expires while it is shown, it is asked for again.
 *
 * @typeParam T What the secret keeps, as `parse` reads it.
 * @param name The secret's name, 1 to 5,000 characters.
 * @param options Where it lives, and how it is read and written.
 * @throws Error when there is no provider above
 *
 * @example
 * ```tsx
 * export function Theme() {
 *   const { data, status, error } = useSecret<Settings>("settings");
 *   return <p>{status === "ready" ? data.theme : (error?.message ?? status)}</p>;
 * }
 * ```
 */
export declare function useSecret<T = unknown>(name: string, options?: UseSecretOptions<T>): UseSecretResult<T>;
