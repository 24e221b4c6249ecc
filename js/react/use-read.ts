// Reads a payload for a component: by a function, by a schema, or as JSON.

import { useEffect, useMemo, useReducer, useRef } from "react";
import type { StandardSchema } from "../json/standard-schema.js";
import { unreadablePayload } from "../json/unreadable-payload.js";
import { isPromise, readJson, type Read } from "../json/validate.js";

export type Parse<T> = ((payload: string) => T) | StandardSchema<unknown, T>;

/** Returns whether `parse` is a schema. Those of arktype are functions. */
export const isSchema = <T>(parse: Parse<T> | undefined): parse is StandardSchema<unknown, T> =>
  parse !== undefined && "~standard" in parse;

function read<T>(payload: string, parse: Parse<T> | undefined): Read<T> | PromiseLike<Read<T>> {
  if (!parse || isSchema(parse)) return readJson(parse, payload, "The payload");
  try {
    return { data: parse(payload) };
  } catch (cause) {
    return { error: unreadablePayload("`parse` threw: see cause.", { cause }) };
  }
}

/**
 * Returns what is read from a payload, or `undefined` while an asynchronous schema reads it. Meanwhile the data of the same query's former payload stays.
 *
 * @param query Identifies the secret.
 * @param payload The payload, or `undefined` if the secret is missing or not loaded.
 * @param parse The function or the schema. An asynchronous one reads each payload once, even if it is a new one at each render.
 */
export function useRead<T>(query: object, payload: string | undefined, parse: Parse<T> | undefined): Read<T> | undefined {
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  const result = useMemo(() => (payload === undefined ? undefined : read(payload, parse)), [payload, parse]);
  const isLater = isPromise(result);
  const later = useRef<{ query: object; read: Read<T> } | undefined>(undefined);

  useEffect(() => {
    let isCurrent = true;
    if (isPromise(result))
      void result.then((read) => {
        if (!isCurrent) return;
        later.current = { query, read };
        render();
      });
    else later.current = undefined;
    return () => {
      isCurrent = false;
    };
  }, [query, payload, isLater]);

  if (!isPromise(result)) return result;
  return later.current?.query === query ? later.current.read : undefined;
}
