// Types the log of requests.

import { record } from "./checks.js";

/** A request and its answer. The entry contains neither a payload nor a key. */
export interface RequestEntry {
  /** The time of the request by the emulator's clock, in Unix seconds. */
  readonly time: number;
  /** The caller, with the account of the request. A backend has no `user`. Null if the caller is unknown, for example without a key. */
  readonly caller: {
    /** The app. */
    readonly app: string;
    /** The account. */
    readonly account: string;
    /** The user whose extension sent it. */
    readonly user?: string;
    /** `true` for live mode, `false` for test mode. */
    readonly livemode: boolean;
  } | null;
  /** `GET` or `POST`. A browser's preflights are not logged. */
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** The decoded parameters by their names on the wire (`scope[type]`). `[hidden]` replaces payloads and values of unknown parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /**
   * The headers `stripe-account`, `stripe-context` and `stripe-version`, if they were sent. `[hidden]` replaces unexpected values. No other header is logged, and
   * `Authorization` never is.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** The HTTP status of the answer, whether or not it arrived. */
  readonly status: number;
  /** Stripe's code in the answer, such as `resource_missing`, or null. */
  readonly code: string | null;
  /** The header `Request-Id` of the answer. */
  readonly requestId: string;
  /** `true` if the request had an idempotency key. The key itself is not logged. */
  readonly idempotencyKey: boolean;
  /**
   * The number of the attempt, from 1. A retry sends the same idempotency key. Null without a key, as for every `GET`, since a retry cannot be
   * recognised then.
   */
  readonly attempt: number | null;
  /** `true` if the answer was stored for an earlier request with the same idempotency key. */
  readonly replayed: boolean;
  /** The kind of the fault that applied to the request; null if none did. */
  readonly fault: string | null;
  /** The assumptions that the answer rests on: behaviour that Stripe does not document. */
  readonly assumptions: readonly string[];
  /** The milliseconds until the answer, with the delay of a fault. */
  readonly duration: number;
  /** The JSON of the answer without its payloads, also if it did not arrive completely; null without a body. */
  readonly answer: unknown;
}

/**
 * An entry in the form of the server.
 *
 * @internal
 */
export type WireEntry = Omit<RequestEntry, "parameters" | "headers" | "requestId" | "idempotencyKey" | "duration"> & {
  readonly parameters: Pairs;
  readonly headers: Pairs;
  readonly request_id: string;
  readonly idempotency_key: boolean;
  readonly duration_us: number;
};

type Pairs = readonly (readonly [name: string, value: string])[];

/** @internal Returns an entry of the log, in the package's names and units. */
export function requestEntry(entry: WireEntry): RequestEntry {
  const { parameters, headers, request_id, idempotency_key, duration_us, ...rest } = entry;
  return {
    ...rest,
    parameters: record(parameters),
    headers: record(headers),
    requestId: request_id,
    idempotencyKey: idempotency_key,
    duration: duration_us / 1_000,
  };
}
