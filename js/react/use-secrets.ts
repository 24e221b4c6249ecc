// Shows the secrets of a scope in a component.

import { useMemo } from "react";
import type { Scope, Secret } from "../index.js";
import { entryOf } from "./cache.js";
import type { SecretError } from "./error.js";
import { checkHookOptions, type LoadOptions } from "./load-options.js";
import { useSecretStore } from "./provider.js";
import { listQuery } from "./query.js";
import { useInitialData } from "./use-initial-data.js";
import { useQueryEntry } from "./use-query-entry.js";

/** Options of {@link useSecrets}. */
export interface UseSecretsOptions extends LoadOptions {
  /** The scope of the secrets. Default: the client's scope. */
  scope?: Scope | undefined;
  /** The list to show until the store has answered. It belongs to the first scope and user that the component shows. */
  initialData?: readonly Secret[] | undefined;
}

/**
 * The state of a scope's list. Branch on `status`: `loading` (also while it waits for `enabled`), `ready` with the secrets in `data`, or `error`. With
 * `ready`, `error` has the reason why a later load failed.
 */
export type SecretsState =
  | { readonly status: "loading"; readonly data: undefined; readonly error: undefined }
  | { readonly status: "ready"; readonly data: readonly Secret[]; readonly error: SecretError | undefined }
  | { readonly status: "error"; readonly data: undefined; readonly error: SecretError };

/** The result of {@link useSecrets}. */
export type UseSecretsResult = SecretsState & {
  /**
   * Loads the list again, and keeps `data` until the answer arrives. The promise resolves then, and never rejects: see `error`.
   *
   * @example
   * ```tsx
   * export function Again() {
   *   const { status, reload } = useSecrets();
   *   return <button onClick={reload}>{status === "error" ? "Try again" : "Look again"}</button>;
   * }
   * ```
   */
  reload(): Promise<void>;
};

/**
 * Loads all secrets of a scope, without their payloads, page by page. Loads them again after each `save` and `remove` in the scope by a
 * component with the same client, and when one of them expires.
 *
 * @param options The scope, and when to load.
 * @throws Error when there is no provider above
 * @throws {SecretStoreError} `invalid_option` for an unknown option
 *
 * @example
 * ```tsx
 * export function Names() {
 *   const { data, status } = useSecrets({ scope: "account" });
 *   return <p>{status === "ready" ? data.map(({ name }) => name).join(", ") : status}</p>;
 * }
 * ```
 */
export function useSecrets(options: UseSecretsOptions = {}): UseSecretsResult {
  checkHookOptions(options, "scope");
  const { scope, initialData } = options;
  const client = useSecretStore();
  const { id } = listQuery(client, scope);
  const query = useMemo(() => listQuery(client, scope), [client, id]);
  const { status, value, error } = useQueryEntry(query, options);
  const initial = useInitialData(query, value !== undefined, initialData);
  const reload = useMemo(
    () => () =>
      entryOf(query)
        .reload()
        .then(() => {}),
    [query],
  );
  return { status: initial ? "ready" : status, data: initial || value, error, reload } as UseSecretsResult;
}
