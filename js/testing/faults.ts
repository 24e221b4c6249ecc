// Types failures on purpose, which Rust implements (emulator/src/fault.rs), and makes the checks whose errors Rust cannot explain well.

import { checkFields } from "./checks.js";

/** The fields of all faults. */
export interface AnyFault {
  /** The number of requests that it applies to, 1 to 1,000,000. Default: 1. */
  readonly count?: number | undefined;
  /** The delay of the answer, in milliseconds, at most 600,000. Default: 0. */
  readonly delay?: number | undefined;
  /** The method of the requests that it applies to. Default: both. */
  readonly method?: "GET" | "POST" | undefined;
  /**
   * `true` carries the request out before it fails, so that a write happens although the caller cannot know.
   * Default: `false` for `status` and `empty`, `true` for all others.
   */
  readonly executed?: boolean | undefined;
}

/** The fields of faults that answer. */
export interface AnsweringFault extends AnyFault {
  /** The value of the answer's header `Stripe-Should-Retry`. Default: the answer does not have this header. */
  readonly shouldRetry?: boolean | undefined;
}

/**
 * A failure of the next requests. Earlier faults come first, and each request runs into one at most.
 *
 * - `status`: Stripe's error envelope with this status, 400 to 599, by default 500.
 * - `empty`: this status, by default 403, without a body, as Stripe's gateway answers.
 * - `no_answer`: the connection is closed without an answer. (stripe-node sends one more request, also with `maxNetworkRetries: 0`.)
 * - `hang`: no answer comes, until the client's timeout.
 * - `cut_body`: status and headers arrive, and the connection is closed in the middle of the body.
 * - `wrong_content_type`: the body is whole, and said to be HTML.
 * - `broken_json`: the body ends in the middle, and is said to be whole.
 * - `latency`: nothing but the `delay`.
 */
export type Fault =
  | (AnsweringFault & { readonly kind: "status" | "empty"; readonly status?: number | undefined })
  | (AnyFault & { readonly kind: "no_answer" | "hang" })
  | (AnsweringFault & { readonly kind: "cut_body" | "wrong_content_type" | "broken_json" })
  | (AnsweringFault & { readonly kind: "latency"; readonly delay: number });

/** The kinds of faults. */
export type FaultKind = Fault["kind"];

/**
 * A fault as Rust and the server have it.
 *
 * @internal
 */
export interface WireFault {
  kind: FaultKind;
  status?: number;
  count?: number;
  delay_ms?: number;
  method?: "GET" | "POST";
  executed?: boolean;
  should_retry?: boolean;
}

const KINDS: readonly FaultKind[] = ["status", "empty", "no_answer", "hang", "cut_body", "wrong_content_type", "broken_json", "latency"];

// The largest numbers that Rust can read for these fields. Rust itself refuses numbers out of a field's range.
const READ = { status: 65_535, count: 4_294_967_295, delay: 4_294_967_295 };

/**
 * Converts one fault or several to the form that Rust and the server read.
 *
 * @internal
 */
export function wireFaults(faults: Fault | readonly Fault[]): WireFault[] {
  return (Array.isArray(faults) ? faults : [faults]).map(wireFault);
}

function wireFault(fault: Fault): WireFault {
  checkFields(fault, "fail()", ["kind", "status", "count", "delay", "method", "executed", "shouldRetry"]);
  const { kind, status, count, delay, method, executed, shouldRetry } = fault as AnsweringFault & { kind: FaultKind; status?: number };
  if (!KINDS.includes(kind)) throw new Error(`fail(): \`kind\` must be one of ${KINDS.join(", ")}.`);
  const numbers = { status, count, delay };
  for (const field of ["status", "count", "delay"] as const) {
    const value = numbers[field];
    if (value !== undefined && !(Number.isInteger(value) && value >= 0)) {
      throw new Error(`fail(): \`${field}\` must be a whole number that is not negative.`);
    }
  }
  if (method !== undefined && typeof method !== "string") throw new Error(`fail(): \`method\` must be "GET" or "POST".`);
  for (const [field, value] of Object.entries({ executed, shouldRetry })) {
    if (value !== undefined && typeof value !== "boolean") throw new Error(`fail(): \`${field}\` must be true or false.`);
  }
  return {
    kind,
    ...(status !== undefined && { status: Math.min(status, READ.status) }),
    ...(count !== undefined && { count: Math.min(count, READ.count) }),
    ...(delay !== undefined && { delay_ms: Math.min(delay, READ.delay) }),
    ...(method !== undefined && { method }),
    ...(executed !== undefined && { executed }),
    ...(shouldRetry !== undefined && { should_retry: shouldRetry }),
  };
}

/**
 * Converts a pending fault from Rust's form. Its `count` is the number of requests that it still applies to.
 *
 * @internal
 */
export function faultOf({ kind, status, count, delay_ms, method, executed, should_retry }: WireFault): Fault {
  return {
    kind,
    ...(isThere(status) && { status }),
    count,
    ...(delay_ms ? { delay: delay_ms } : {}),
    ...(isThere(method) && { method }),
    ...(isThere(executed) && { executed }),
    ...(isThere(should_retry) && { shouldRetry: should_retry }),
  } as Fault;
}

const isThere = (value: unknown) => value !== undefined && value !== null;

/**
 * Replaces Rust's field names in a message by JavaScript's.
 *
 * @internal
 */
export const toJavaScriptNames = (message: string) => message.replace(/`delay_ms`/g, "`delay`").replace(/`should_retry`/g, "`shouldRetry`");
