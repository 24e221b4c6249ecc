// The secrets of a scope in a component.

import { useMemo } from "react";
import type { Scope, Secret } from "../index.js";
import { entryAt } from "./cache.js";
import { listAt } from "./place.js";
import { useSecretStore } from "./provider.js";
import { useShown } from "./use-shown.js";

/** Options of {@link useSecrets}. */
export interface UseSecretsOptions {
  /** Where they live. Default: the client's scope. */
  scope?: Scope | undefined;
}

/**
 * What there is to show of a scope. Tell by `status`: `loading`, `ready` with the secrets in `data`, or `error`. With `ready` an `error` says why
 * asking again has failed.
 */
export type SecretsState =
  | { readonly status: "loading"; readonly data: undefined; readonly error: undefined }
  | { readonly status: "ready"; readonly data: readonly Secret[]; readonly error: Error | undefined }
  | { readonly status: "error"; readonly data: undefined; readonly error: Error };

/** What {@link useSecrets} gives. */
export type UseSecretsResult = SecretsState & {
  /**
   * Asks the store again; `data` stays until the answer is there. Resolves then, and never rejects: see `error`.
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
 * The secrets of a scope, all of them (it holds 10 at most), without their payloads. Asked for again after each `save` and `remove` in the scope by a
 * component of the same client, and when one of them expires.
 *
 * @param options Where they live.
 * @throws Error when there is no provider above
 *
 * @example
 * ```tsx
 * export function Names() {
 *   const { data, status } = useSecrets({ scope: "account" });
 *   return <p>{status === "ready" ? data.map(({ name }) => name).join(", ") : status}</p>;
 * }
 * ```
 */
export function useSecrets({ scope }: UseSecretsOptions = {}): UseSecretsResult {
  const client = useSecretStore();
  const { id } = listAt(client, scope);
  const place = useMemo(() => listAt(client, scope), [client, id]);
  const { status, value, error } = useShown(place);
  const reload = useMemo(
    () => () =>
      entryAt(place)
        .reload()
        .then(() => {}),
    [place],
  );
  return { status, data: value, error, reload } as UseSecretsResult;
}
