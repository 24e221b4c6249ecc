// Labels a request's result in a word or two.

import type { FaultKind, RequestEntry } from "stripe-secret-store/testing";
import { operationOf } from "../live/operation";

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
export const isUnknownRoute = (entry: RequestEntry): boolean => entry.status === 404 && operationOf(entry) === undefined;

export const statusLabel = (entry: RequestEntry): string => deliveryFault(entry) ?? String(entry.status);
