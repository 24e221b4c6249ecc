// Reads an answer of the service. An answer that a proxy or a fault may have made is not used: the question is put again.

import type { Observation, Step } from "./question";

/** An answer as a transport delivers it. */
export interface WireAnswer {
  readonly status: number;
  /** The headers, by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON of the body. `undefined` if the body is empty or not JSON. */
  readonly json: unknown;
  /** `true` if there is no body at all. */
  readonly isEmpty: boolean;
}

/** The error of an answer, with `null` for a field that it does not have. */
interface ApiError {
  readonly type: string | null;
  readonly code: string | null;
  readonly param: string | null;
  readonly message: string | null;
}

/** An answer that says something about the service. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The fields of the body. Empty for an answer without one. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly error: ApiError | undefined;
}

/** The answer is of live mode, or one that only trouble explains. */
export type Reading = { readonly reply: Reply } | { readonly trouble: string } | { readonly isLive: true };

/** Statuses of the way to the service, and of its limits and conflicts. None of them answers a question about the Secret Store. */
const TROUBLES: readonly number[] = [401, 403, 407, 408, 409, 421, 423, 425, 429];

/** Reads an answer to a step. */
export function read({ status, headers, json, isEmpty }: WireAnswer, step: Step): Reading {
  if (isLive(json)) return { isLive: true };
  const isExpected = step.expects?.includes(status) ?? false;
  const isAnswer = status === 200 || (status >= 400 && status < 500 && !TROUBLES.includes(status));
  if (!isAnswer && !isExpected) return { trouble: `The status was ${status}.` };
  if (step.method === "HEAD" || (isEmpty && step.mayBeEmpty)) return { reply: { status, headers, fields: {}, error: undefined } };
  if (!isObject(json)) return { trouble: `The body of the answer with the status ${status} was not a JSON object.` };
  if (status >= 400) {
    const error = errorOf(json);
    return error === undefined
      ? { trouble: `The answer with the status ${status} did not have Stripe's form of an error.` }
      : { reply: { status, headers, fields: json, error } };
  }
  if (typeof json.object !== "string") return { trouble: "The answer was not an object of Stripe's." };
  return { reply: { status, headers, fields: json, error: undefined } };
}

/** Describes whether the service accepted a request, and the error if it did not. `name` comes before each field, where a question has several answers. */
export function described({ status, error }: Reply, name = ""): Observation {
  const field = (of: string) => (name === "" ? of : `${name}_${of}`);
  const accepted = { [field("accepted")]: status < 400 };
  if (status < 400) return accepted;
  return {
    ...accepted,
    [field("status")]: status,
    [field("type")]: text(error?.type),
    [field("code")]: text(error?.code),
    [field("param")]: text(error?.param),
  };
}

const text = (value: string | null | undefined): string | null => value ?? null;

/** Returns whether an answer, or any object in it, is of live mode. It keeps a list instead of calling itself, since an answer can be nested deeply. */
function isLive(json: unknown): boolean {
  const open = [json];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    if ("livemode" in value && value.livemode === true) return true;
    for (const each of Object.values(value)) open.push(each);
  }
  return false;
}

function errorOf({ error }: Record<string, unknown>): ApiError | undefined {
  if (!isObject(error)) return undefined;
  const field = (name: string) => (typeof error[name] === "string" ? (error[name] as string) : null);
  return { type: field("type"), code: field("code"), param: field("param"), message: field("message") };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
