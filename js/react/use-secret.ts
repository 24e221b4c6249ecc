// One secret in a component.

import { useMemo } from "react";
import type { Scope, Secret } from "../index.js";
import { entryAt } from "./cache.js";
import { asError, type Shown } from "./entry.js";
import { secretAt, type Kept } from "./place.js";
import { useSecretStore } from "./provider.js";
import { useLatest, useShown } from "./use-shown.js";

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
export type SecretState<T> =
  | { readonly status: "loading"; readonly data: undefined; readonly error: Error | undefined }
  | { readonly status: "ready"; readonly data: T; readonly error: Error | undefined }
  | { readonly status: "missing"; readonly data: undefined; readonly error: Error | undefined }
  | { readonly status: "error"; readonly data: undefined; readonly error: Error };

/**
 * What {@link useSecret} gives.
 *
 * @typeParam T What the secret keeps.
 */
export type UseSecretResult<T> = SecretState<T> &
  SecretActions<T> & {
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
export function useSecret<T = unknown>(name: string, options: UseSecretOptions<T> = {}): UseSecretResult<T> {
  const client = useSecretStore();
  const { scope, parse = fromJson } = options;
  const { id } = secretAt(client, name, scope);
  const place = useMemo(() => secretAt(client, name, scope), [client, id]);
  const shown = useShown(place);
  const latest = useLatest(options);

  const actions = useMemo((): SecretActions<T> => {
    const of = { name, scope };
    return {
      save(value, { expires_at } = {}) {
        let payload: string;
        try {
          payload = written(value, latest.current.serialize);
        } catch (thrown) {
          return handled(Promise.reject(asError(thrown)));
        }
        const send = () => client.createSecret(Object.assign({ payload, expires_at: expires_at ?? null }, of));
        return handled(
          entryAt(place).write({ payload, expires_at: null }, send, (secret) => ({ payload, expires_at: secret?.expires_at })),
        );
      },
      remove() {
        const send = () =>
          client.deleteSecret(of).then(nothing, (error) => (error?.code === "not_found" ? undefined : Promise.reject(error)));
        return handled(entryAt(place).write(null, send, () => null));
      },
      reload: () => entryAt(place).reload().then(nothing),
    };
  }, [place]);

  const payload = shown.value?.payload;
  const read = useMemo(() => (payload === undefined ? {} : attempt(() => parse(payload))), [payload, parse]);
  return Object.assign({ isSaving: shown.isSaving }, stateOf(shown, read), actions);
}

interface Read<T> {
  data?: T;
  error?: Error;
}

function stateOf<T>({ status, value, error }: Shown<Kept>, read: Read<T>): SecretState<T> {
  if (value === null) return { status: "missing", data: undefined, error };
  if (read.error) return { status: "error", data: undefined, error: read.error };
  return { status, data: read.data, error } as SecretState<T>;
}

function attempt<T>(parse: () => T): Read<T> {
  try {
    return { data: parse() };
  } catch (thrown) {
    return { error: asError(thrown) };
  }
}

function fromJson<T>(payload: string): T {
  try {
    return JSON.parse(payload);
  } catch {
    // Not the parser's own message: it quotes the text.
    throw new SyntaxError("The secret's payload is no JSON: pass `parse` to read it, and `serialize` to write it.");
  }
}

function written<T>(value: T, serialize: (value: T) => string = JSON.stringify): string {
  const payload: unknown = serialize(value);
  if (typeof payload === "string") return payload;
  throw new TypeError(
    "Nothing was saved: `serialize` gave no string. (JSON has none for undefined and for functions. To delete a secret there is remove().)",
  );
}

const nothing = () => {};

/** A promise whose rejection may be left alone: it is also told in the state. */
function handled<R>(promise: Promise<R>): Promise<R> {
  promise.catch(nothing);
  return promise;
}
