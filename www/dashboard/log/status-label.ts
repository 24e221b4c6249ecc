// Labels a request's result in a word or two.

import type { FaultKind, RequestEntry } from "stripe-secret-store/testing";
import { operationOf } from "../live/operation";
import type { LoggedRequest } from "../live/stripe-answers";

/** Labels the faults that damage a response in transit. The type requires an entry for each kind of the emulator's. */
const DELIVERY_FAULTS: Record<FaultKind, string | undefined> = {
  status: undefined,
  empty: undefined,
  latency: undefined,
  no_answer: "no response",
  hang: "hung",
  cut_body: "truncated",
  wrong_content_type: "as HTML",
  broken_json: "broken JSON",
};

export const deliveryFault = ({ fault }: RequestEntry): string | undefined =>
  fault === null ? undefined : DELIVERY_FAULTS[fault as FaultKind];

/** Tells whether the emulator does not implement the route. Stripe may. */
export const isUnknownRoute = (entry: LoggedRequest): boolean =>
  entry.stripe === undefined && entry.status === 404 && operationOf(entry) === undefined;

/** Notes who answered, or why no server did. Null for an answer of the emulator that has no code. */
export function noteOf(entry: LoggedRequest): string | null {
  if (entry.stripe?.by !== undefined) return `${entry.code === null ? "" : `${entry.code} `}from ${entry.stripe.by}`;
  if (entry.stripe?.missing !== undefined) return `no file ${entry.stripe.missing}`;
  return isUnknownRoute(entry) ? "not in the emulator" : entry.stripe === undefined ? entry.code : "no answer";
}

export const statusLabel = (entry: RequestEntry): string => deliveryFault(entry) ?? String(entry.status);
