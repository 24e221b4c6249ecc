// Checks a value by a schema. A schema is foreign code: it may throw, reject, or quote the value in whatever it reports.

import type { StandardIssue, StandardResult, StandardSchema } from "./standard-schema.js";
import { unreadablePayload, type UnreadablePayload } from "./unreadable-payload.js";

/** A value that was read, or the reason why it could not be. */
export type Read<T> = { readonly data: T; readonly error?: undefined } | { readonly data?: undefined; readonly error: UnreadablePayload };

type Awaitable<T> = T | PromiseLike<T>;

/** The maximum number of paths in a message, and the maximum length of each. */
const SHOWN = 3;
const LONGEST = 100;

export const isPromise = (value: unknown): value is PromiseLike<unknown> => typeof Object(value).then === "function";

/** Uses a value when it is there: immediately, unless it is a promise. */
export const after = <T, R>(value: Awaitable<T>, use: (value: T) => Awaitable<R>): Awaitable<R> =>
  isPromise(value) ? Promise.resolve(value).then(use) : use(value as T);

/**
 * Returns the output of a schema for a payload, or an error that has the paths of the issues and nothing else of them. `subject` begins the message.
 * Returns a promise only if the schema does, and that never rejects. Without a schema, it returns the parsed payload.
 */
export function readJson<T>(schema: StandardSchema<unknown, T> | undefined, payload: string, subject: string): Awaitable<Read<T>> {
  let value;
  try {
    value = JSON.parse(payload);
  } catch {
    // The parser's own error would quote the payload.
    return { error: unreadablePayload(`${subject} must be JSON.`) };
  }
  return schema ? validate(schema, value, subject) : { data: value };
}

const validate = <T>(schema: StandardSchema<unknown, T>, value: unknown, subject: string): Awaitable<Read<T>> =>
  after(attempt(schema, value, subject), (read) =>
    Array.isArray(value) && !read.error
      ? after(isTakenForObject(schema, value, read.data), (isTaken) => (isTaken ? misfit(subject, [[]]) : read))
      : read,
  );

function attempt<T>(schema: StandardSchema<unknown, T>, value: unknown, subject: string): Awaitable<Read<T>> {
  // The thrown value may quote the payload, as the errors of these libraries do.
  const threw = () => ({
    error: unreadablePayload(
      `${subject} could not be checked: the schema threw. Its error may quote the payload. Run the schema on a made-up value to see it.`,
    ),
  });
  const readOf = (result: StandardResult<T>): Awaitable<Read<T>> => {
    const { issues } = result;
    return issues ? misfit(subject, Array.from(issues, pathOf)) : after((result as { value: Awaitable<T> }).value, (data) => ({ data }));
  };
  try {
    const read = after(schema["~standard"].validate(value), readOf);
    return isPromise(read) ? read.then(undefined, threw) : read;
  } catch {
    return threw();
  }
}

function misfit(subject: string, paths: (string | number)[][]) {
  const shown = paths
    .map((path) => path.join(".").slice(0, LONGEST))
    .filter(Boolean)
    .slice(0, SHOWN)
    .join(", ");
  return {
    error: unreadablePayload(
      `${subject} does not fit the schema${shown && ` at ${shown}`}. Store a value that fits, or change the schema.`,
      { paths },
    ),
  };
}

/** Returns the keys of a path. A library's own items may hold the refused value, and so may a key that is neither a text nor a number. */
const pathOf = ({ path }: StandardIssue) =>
  Array.from(path || [], (item) => {
    const key = typeof item === "object" ? item.key : item;
    return typeof key === "string" || typeof key === "number" ? key : "?";
  });

/**
 * Returns whether a schema for objects has accepted an array, as valibot and arktype do if all fields of the object are optional. Such a schema treats
 * an object with the same entries in the same way. A schema for any value does too, but accepts `true` as well.
 */
const isTakenForObject = <T>(schema: StandardSchema<unknown, T>, array: unknown[], data: T): Awaitable<boolean> =>
  after(attempt(schema, Object.assign({}, array), ""), (asObject) =>
    asObject.error || fieldsOf(asObject.data) !== fieldsOf(data) ? false : after(attempt(schema, true, ""), ({ error }) => !!error),
  );

function fieldsOf(value: unknown): unknown {
  try {
    return JSON.stringify(Object.assign({}, value));
  } catch {
    return value;
  }
}
