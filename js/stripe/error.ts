// Errors in stripe-node's shape.

import type { SecretStoreError } from "../index.js";
import type { RecordedAnswer } from "./recorder.js";

/** The names of stripe-node's error classes that a call may reject with. */
export type StripeErrorType =
  | "StripeAPIError"
  | "StripeAuthenticationError"
  | "StripeConnectionError"
  | "StripeIdempotencyError"
  | "StripeInvalidRequestError"
  | "StripePermissionError"
  | "StripeRateLimitError";

/** Stripe's own error object, with the status and the headers of its answer. It never holds the payload. */
export interface StripeRawError {
  /** Stripe's type, such as `invalid_request_error`. */
  type?: string | undefined;
  /** Stripe's message, or the client's. */
  message?: string | undefined;
  /** Stripe's code, or the client's. */
  code?: string | undefined;
  /** The parameter that is meant. */
  param?: string | undefined;
  /** Stripe's page about the error. */
  doc_url?: string | undefined;
  /** The headers of the answer. */
  headers?: { [key: string]: string } | undefined;
  /** Stripe's id of the request. */
  requestId?: string | undefined;
  /** The HTTP status. */
  statusCode?: number | undefined;
}

/** An error with the fields of stripe-node's errors. */
export interface StripeCompatibleError extends Error {
  /** The class that stripe-node has for it. */
  readonly type: StripeErrorType;
  /** Stripe's type, such as `invalid_request_error`. Undefined for an error before or without an answer. */
  readonly rawType: string | undefined;
  /** Stripe's code, such as `resource_missing`. For an error before or without an answer, the code of {@link SecretStoreError}. */
  readonly code: string | undefined;
  /** The parameter that is meant. */
  readonly param: string | undefined;
  /** Stripe's page about the error. */
  readonly doc_url: string | undefined;
  /** The HTTP status. 400 for an error before a request was sent, and undefined without an answer. */
  readonly statusCode: number | undefined;
  /** Stripe's id of the request. */
  readonly requestId: string | undefined;
  /** The headers of the answer, with names in lower case. */
  readonly headers: { [key: string]: string } | undefined;
  /** The fields of Stripe's error object. */
  readonly raw: StripeRawError;
  /** The client's own error, with `code`, `retryable` and `attempts`. Undefined where a secret was not found. */
  readonly cause?: SecretStoreError;
}

/** stripe-node's error classes: `Stripe.errors`. */
export type StripeErrorClasses = { readonly [type in StripeErrorType]: StripeErrorClass };

/** One of stripe-node's error classes. */
export interface StripeErrorClass {
  /**
   * Makes an error.
   *
   * @param raw Stripe's error object, with the status and the headers.
   */
  new (raw: never): Error;
}

/** Stripe's error object, as far as it is read. */
type ErrorObject = { readonly [name in "type" | "message" | "code" | "param" | "doc_url"]?: string | undefined };

/** stripe-node's names for the statuses of answers. */
const KINDS: { [status: number]: string } = {
  400: "InvalidRequest",
  404: "InvalidRequest",
  401: "Authentication",
  403: "Permission",
  429: "RateLimit",
};

/**
 * @internal
 * Returns the error for a call that failed, or that found no secret.
 *
 * @param error the client's error, or undefined if there is no such secret
 * @param classes stripe-node's classes, if the app has them
 */
export function errorOf(
  error: Partial<SecretStoreError> | undefined,
  answer: RecordedAnswer = { headers: {} },
  classes?: StripeErrorClasses,
): Error {
  // stripe-node's callers send the status on. Stripe has 400 for what is refused here before it is sent.
  const { attempts, status = attempts ? undefined : 400 } = (error || answer) as Partial<SecretStoreError>;
  const { headers } = answer;
  // The client leaves out what Stripe says if that repeats the payload.
  const source: ErrorObject =
    error && !error.message!.startsWith("Stripe says: ")
      ? { message: error.message, code: error.stripeCode || error.code, param: error.param, doc_url: error.docUrl }
      : Object(Object(answer.json).error);
  const { type: rawType, message, code, param, doc_url } = source;
  const raw = { type: rawType, message, code, param, doc_url, headers, requestId: headers["request-id"], statusCode: status };
  let kind = KINDS[status!] || (status ? "API" : "Connection");
  if (rawType === "idempotency_error") kind = "Idempotency";
  const type = `Stripe${kind}Error` as StripeErrorType;
  const made = classes ? new classes[type](raw as never) : Object.assign(new Error(message), raw, { type, rawType, raw });
  return Object.assign(made, { cause: error });
}
