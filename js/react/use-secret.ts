// Shows and writes one secret in a component.

import { useMemo } from "react";
import type { Scope, Secret } from "../index.js";
import { after, isPromise, readJson, type Read } from "../json/validate.js";
import type { StandardSchema } from "../json/standard-schema.js";
import { storeError } from "../store-error.js";
import { entryOf } from "./cache.js";
import type { Snapshot } from "./entry.js";
import type { SecretError } from "./error.js";
import { checkHookOptions, type LoadOptions } from "./load-options.js";
import { useSecretStore } from "./provider.js";
import { secretQuery, type SecretValue } from "./query.js";
import { useInitialData } from "./use-initial-data.js";
import { useLatest, useQueryEntry } from "./use-query-entry.js";
import { isSchema, useRead, type Parse } from "./use-read.js";

/**
 * Options of {@link useSecret}.
 *
 * @typeParam T The type of the secret's value.
 */
export interface UseSecretOptions<T> extends SecretOptions<T, T> {
  /**
   * Reads a payload. If it throws, `error` has the code `unreadable_payload`, and the thrown value as its `cause`. Default: `JSON.parse`, without a check. It may be a new function at each render, but
   * `data` stays the same object only as long as it is the same function.
   *
   * @param payload The payload in the store.
   */
  parse?: ((payload: string) => T) | undefined;
}

/**
 * Options of {@link useSecret} with a schema.
 *
 * @typeParam Input The type that the schema accepts, and that `save` takes.
 * @typeParam Output The type that the schema returns, and that `data` has.
 */
export interface UseSecretSchemaOptions<Input, Output> extends SecretOptions<Awaited<Output>, Input> {
  /**
   * Checks the payload, which is JSON: a schema of zod, valibot, arktype or another library with Standard Schema. If the payload does not fit, `error` has the code `unreadable_payload` and `paths`. `save` refuses a value
   * that does not fit before it is sent.
   */
  parse: StandardSchema<Input, Output>;
}

/**
 * The options of {@link useSecret} that do not depend on how a payload is read.
 *
 * @typeParam T The type of the secret's value.
 * @typeParam Input The type that `save` takes.
 */
export interface SecretOptions<T, Input> extends LoadOptions {
  /** The scope of the secret. Default: the client's scope. Name a scope in the same way wherever you use it. */
  scope?: Scope | undefined;
  /**
   * Writes a payload, 1 to 5,000 characters. Default: `JSON.stringify`.
   *
   * @param value The value to store.
   */
  serialize?: ((value: Input) => string) | undefined;
  /**
   * The data to show until the store has answered. It belongs to the first secret that the component shows: for another name, scope or user, the hook begins with `loading`,
   * since the data could be another user's.
   */
  initialData?: T | undefined;
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
 * - `loading`: the secret is being loaded, or it waits for `enabled` or for its name.
 * - `ready`: `data` is its value.
 * - `missing`: the scope has no secret of this name.
 * - `error`: the secret could not be loaded, or `parse` threw.
 *
 * In `loading`, `error` has the reason of a failed write. In `ready` and `missing`, it has the reason why the latest `save`, `remove` or `reload` failed.
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
 * @typeParam Input The type that `save` takes.
 */
export type UseSecretResult<T, Input = T> = SecretState<T> &
  SecretActions<Input> & {
    /** `true` while a `save` or `remove` is under way. */
    readonly isSaving: boolean;
  };

/**
 * Loads a secret that is JSON, checks it by a schema, and returns its state with functions that change it. `data` is the schema's output, and `save` takes its input.
 *
 * @typeParam Input The type that the schema accepts.
 * @typeParam Output The type that it returns.
 * @param name The secret's name, 1 to 5,000 characters. It is `undefined` or `null` as long as it is not known.
 * @param options The schema as `parse`, the scope, and when to load.
 * @throws Error when there is no provider above
 * @throws {SecretStoreError} `invalid_option` for an unknown option
 *
 * @example
 * ```tsx
 * import * as z from "zod";
 *
 * const Schema = z.object({ theme: z.string() });
 *
 * export function Checked() {
 *   const { data, error, save } = useSecret("settings", { parse: Schema });
 *   return <button onClick={() => save({ theme: "dark" })}>{error?.code ?? data?.theme}</button>;
 * }
 * ```
 */
export function useSecret<Input, Output = Input>(
  name: string | null | undefined,
  options: UseSecretSchemaOptions<Input, Output>,
): UseSecretResult<Awaited<Output>, Input>;
/**
 * Loads a secret, and returns its state with functions that change it.
 *
 * Components of one client that use the same secret share one request and one state. The secret stays in memory only while one of them is mounted. When it
 * expires while it is shown, it is loaded again.
 *
 * @typeParam T The type of the value that `parse` returns.
 * @param name The secret's name, 1 to 5,000 characters. It is `undefined` or `null` as long as it is not known.
 * @param options The scope, functions that read and write the payload, and when to load.
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
export function useSecret<T = unknown>(name: string | null | undefined, options?: UseSecretOptions<T>): UseSecretResult<T>;
export function useSecret<T>(
  name: string | null | undefined,
  options: SecretOptions<T, unknown> & { parse?: Parse<T> | undefined } = {},
): UseSecretResult<T, unknown> {
  checkHookOptions(options, "scope", "parse", "serialize");
  const client = useSecretStore();
  const { scope, parse, initialData } = options;
  const isKnown = name !== undefined && name !== null;
  // The client refuses a missing name, and explains why.
  const { id } = secretQuery(client, name as string, scope);
  const query = useMemo(() => secretQuery(client, name as string, scope), [client, id]);
  const snapshot = useQueryEntry(query, isKnown ? options : DISABLED);
  const latest = useLatest(options);

  const actions = useMemo((): SecretActions<unknown> => {
    const secret = { name: name as string, scope };
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
        const refusal = refusalOf(payload, latest.current.parse);
        if (refusal && !isPromise(refusal)) {
          entryOf(query).refuse(refusal);
          return handled(Promise.reject(refusal));
        }
        // The client refuses unknown options.
        const create = () => client.createSecret(Object.assign(Object.create(null), saveOptions, { payload: written.payload }, secret));
        const send = () => Promise.resolve(refusal).then((error) => (error ? Promise.reject(error) : create()));
        return handled(
          entryOf(query).write(written, refusal ? send : create, (created) => ({
            payload: written.payload,
            expires_at: created?.expires_at,
          })),
        );
      },
      remove() {
        const send = () =>
          client.deleteSecret(secret).then(nothing, (error) => (error?.code === "not_found" ? undefined : Promise.reject(error)));
        return handled(entryOf(query).write(null, send, () => null));
      },
      reload: () => entryOf(query).reload().then(nothing),
    };
  }, [query]);

  const read = useRead(query, snapshot.value?.payload, parse);
  const initial = useInitialData(isKnown ? query : undefined, snapshot.value !== undefined, initialData);
  return Object.assign({ isSaving: snapshot.isSaving }, stateOf(snapshot, read, initial), actions);
}

const DISABLED: LoadOptions = { enabled: false };

function stateOf<T>({ status, value, error }: Snapshot<SecretValue>, read: Read<T> | undefined, initial: T | undefined): SecretState<T> {
  if (value === null) return { status: "missing", data: undefined, error };
  if (read?.error) return { status: "error", data: undefined, error: read.error };
  if (read) return { status: "ready", data: read.data, error };
  if (initial !== undefined) return { status: "ready", data: initial, error };
  return { status: value ? "loading" : status, data: undefined, error } as SecretState<T>;
}

/** Returns the error of a payload that does not fit a schema, or a promise of it if the schema is asynchronous. */
const refusalOf = (payload: string, parse: Parse<unknown> | undefined) =>
  isSchema(parse) ? after(readJson(parse, payload, "The value"), ({ error }) => error) : undefined;

const NOT_SERIALIZED = "`serialize` must return a string. To delete a secret, call remove().";

const nothing = () => {};

/** Marks a rejection as handled. The state shows the error too, so the caller may ignore the promise. */
function handled<R>(promise: Promise<R>): Promise<R> {
  promise.catch(nothing);
  return promise;
}
