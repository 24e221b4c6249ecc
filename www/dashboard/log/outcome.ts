// How a request ended, in a word or two.

import type { FaultKind, RequestEntry } from "stripe-secret-store/testing";
import { operationOf } from "../live/operation";

/** What became of an answer on its way. The compiler wants one for each kind of fault that the emulator knows. */
const LOST: Record<FaultKind, string | undefined> = {
  status: undefined,
  empty: undefined,
  latency: undefined,
  no_answer: "no answer",
  hang: "hung",
  cut_body: "cut off",
  wrong_content_type: "as HTML",
  broken_json: "broken JSON",
};

export const arrival = ({ fault }: RequestEntry): string | undefined => (fault === null ? undefined : LOST[fault as FaultKind]);

/** The emulator has no such route: whether Stripe has, it cannot say. */
export const isElsewhere = (entry: RequestEntry): boolean => entry.status === 404 && operationOf(entry) === undefined;

export const outcome = (entry: RequestEntry): string => arrival(entry) ?? String(entry.status);
