// Shows and writes one secret in a component.

import { useMemo } from "react";
import type { Scope, Secret } from "../index.js";
import { entryOf } from "./cache.js";
import type { Snapshot } from "./entry.js";
import { unreadablePayload } from "../json/unreadable-payload.js";
import { checkOptions, storeError } from "../store-error.js";
import type { SecretError } from "./error.js";
import { useSecretStore } from "./provider.js";
import { secretQuery, type SecretValue } from "./query.js";
import { useLatest, useQueryEntry } from "./use-query-entry.js";

/**
 * Options of {@link useSecret}.
 *
 * @typeParam T The type of the secret's value.
 */
export interface UseSecretOptions<T> {
  /** The scope of the secret. Default: the client's scope. Name a scope in the same way wherever you use it. */
  scope?: Scope | undefined;
  /**
   * Reads a payload. If it throws, `error` has the code `unreadable_payload`, and the thrown value as its `cause`. Default: `JSON.parse`, without a check. It may be a new function at each render, but
   * `data` stays the same object only as long as it is the same function.
   *
   * @param payload The payload in the store.
   */
  parse?: ((payload: string) => T) | undefined;
  /**
   * Writes a payload, 1 to 5,000 characters. Default: `JSON.stringify`.
   *
   * @param value The value to store.
   */
  serialize?: ((value: T) => string) | undefined;
}

/** Options of {@link SecretActions.save}. */
export interface SaveOptions {
  /** The time when Stripe deletes it: Unix **seconds** or a `Date`, in the future and at most 100 years ahead. Default: never. */
  expires_at?: number | Date | null | undefined;
}

/**
 * Functions that change a secret. They stay the same as long as client, name and scope stay the same, and always change that secret.
 *
 * @typeParam T The type of its value.
 */
export interface SecretActions<T> {
  /**
   * Creates or replaces the secret, and shows the value immediately. If the store refuses it, the stored value is shown again, and `error` has the reason.
   *
   * Writes of one secret are sent one after the other. A write that is under way goes on when the component is unmounted.
   *
   * The promise rejects with the same error, or with `invalid_payload` if `serialize` throws or returns no string, as `JSON.stringify` does for `undefined`. You need not await it.
   *
   * @param value The value to store.
   * @param options The expiry.
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
   * Deletes the secret, in the same way. Succeeds if there is no such secret.
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
   * Loads the secret again, and keeps `data` until the answer arrives. The promise resolves then, and never rejects: see `error`.
   *
   * @example
   * ```tsx
   * export function Problem() {
   *   const { error, reload } = useSecret<Settings>("settings");
   *   return error ? <button onClick={reload}>{error.code === "timeout" ? "Too slow." : "That failed."} Try again</button> : null;
   * }
   * ```
   */
  reload(): Promise<void>;
}

/**
 * The state of a secret. Branch on `status`:
 *
 * - `loading`: the secret is being loaded.
 * - `ready`: `data` is its value.
 * - `missing`: the scope has no secret of this name.
 * - `error`: the secret could not be loaded, or `parse` threw.
 *
 * In the first three, `error` has the reason why the latest `save`, `remove` or `reload` failed.
 *
 * @typeParam T The type of the secret's value.
 */
export type SecretState<T> =
  | { readonly status: "loading"; readonly data: undefined; readonly error: SecretError | undefined }
  | { readonly status: "ready"; readonly data: T; readonly error: SecretError | undefined }
  | { readonly status: "missing"; readonly data: undefined; readonly error: SecretError | undefined }
  | { readonly status: "error"; readonly data: undefined; readonly error: SecretError };

/**
 * The result of {@link useSecret}.
 *
 * @typeParam T The type of the secret's value.
 */
export type UseSecretResult<T> = SecretState<T> &
  SecretActions<T> & {
    /** `true` while a `save` or `remove` is under way. */
    readonly isSaving: boolean;
  };

/**
 * Loads a secret, and returns its state with functions that change it.
 *
 * Components of one client that use the same secret share one request and one state. The secret stays in memory only while one of them is mounted. When it
 * expires while it is shown, it is loaded again.
 *
 * @typeParam T The type of the value that `parse` returns.
 * @param name The secret's name, 1 to 5,000 characters.
 * @param options The scope, and functions that read and write the payload.
 * @throws Error when there is no provider above
 * @throws {SecretStoreError} `invalid_option` for an unknown option
 *
 * @example
 * ```tsx
 * export function Theme() {
 *   const { data, status, error } = useSecret<Settings>("settings");
 *   return <p>{status === "ready" ? data.theme : (error?.code ?? status)}</p>;
 * }
 * ```
 */
export function useSecret<T = unknown>(name: string, options: UseSecretOptions<T> = {}): UseSecretResult<T> {
  checkOptions(options, "scope", "parse", "serialize");
  const client = useSecretStore();
  const { scope, parse } = options;
  const { id } = secretQuery(client, name, scope);
  const query = useMemo(() => secretQuery(client, name, scope), [client, id]);
  const snapshot = useQueryEntry(query);
  const latest = useLatest(options);

  const actions = useMemo((): SecretActions<T> => {
    const secret = { name, scope };
    return {
      save(value, saveOptions) {
        let payload: unknown;
        let cause: unknown;
        try {
          payload = (latest.current.serialize || JSON.stringify)(value);
        } catch (thrown) {
          cause = thrown;
        }
        // A value that is not a string may be the secret itself: the error does not hold it.
        if (typeof payload !== "string") return handled(Promise.reject(storeError("invalid_payload", NOT_SERIALIZED, cause, "payload")));
        const written = { payload, expires_at: null };
        // The client refuses unknown options.
        const send = () => client.createSecret(Object.assign({}, saveOptions, { payload: written.payload }, secret));
        return handled(entryOf(query).write(written, send, (created) => ({ payload: written.payload, expires_at: created?.expires_at })));
      },
      remove() {
        const send = () =>
          client.deleteSecret(secret).then(nothing, (error) => (error?.code === "not_found" ? undefined : Promise.reject(error)));
        return handled(entryOf(query).write(null, send, () => null));
      },
      reload: () => entryOf(query).reload().then(nothing),
    };
  }, [query]);

  const payload = snapshot.value?.payload;
  const read = useMemo(() => (payload === undefined ? {} : attempt(payload, parse)), [payload, parse]);
  return Object.assign({ isSaving: snapshot.isSaving }, stateOf(snapshot, read), actions);
}

interface Read<T> {
  data?: T;
  error?: SecretError;
}

function stateOf<T>({ status, value, error }: Snapshot<SecretValue>, read: Read<T>): SecretState<T> {
  if (value === null) return { status: "missing", data: undefined, error };
  if (read.error) return { status: "error", data: undefined, error: read.error };
  return { status, data: read.data, error } as SecretState<T>;
}

function attempt<T>(payload: string, parse?: (payload: string) => T): Read<T> {
  try {
    return { data: parse ? parse(payload) : JSON.parse(payload) };
  } catch (thrown) {
    if (parse) return { error: unreadablePayload("`parse` threw: see cause.", { cause: thrown }) };
    // The parser's own error would quote the payload.
    return {
      error: unreadablePayload("The payload must be JSON: pass `parse` and `serialize` for another format."),
    };
  }
}

const NOT_SERIALIZED = "`serialize` must return a string. To delete a secret, call remove().";

const nothing = () => {};

/** Marks a rejection as handled. The state shows the error too, so the caller may ignore the promise. */
function handled<R>(promise: Promise<R>): Promise<R> {
  promise.catch(nothing);
  return promise;
}
