// Detects requests that retry an earlier one.

import type { RequestEntry } from "stripe-secret-store/testing";
import { deliveryFault } from "./status-label";

/** Bounds the search for the earlier attempt: seconds and requests before this one. */
const MAX_DISTANCE = 120;
const LOOK_BACK = 50;

/** Tells whether clients retry after this result. */
const isRetryable = (entry: RequestEntry) => entry.status >= 500 || [409, 429].includes(entry.status) || deliveryFault(entry) !== undefined;

/**
 * Describes the attempt of the request at `index`. With an idempotency key the emulator counts the attempts. Without a key the log only shows
 * that the same request failed shortly before, which a person may have repeated.
 */
export function describeAttempt(entries: readonly RequestEntry[], index: number): string | undefined {
  const entry = entries[index];
  if (entry === undefined) return undefined;
  if (entry.attempt !== null) return entry.attempt > 1 ? `attempt ${entry.attempt}` : undefined;
  for (let at = index - 1; at >= Math.max(0, index - LOOK_BACK); at -= 1) {
    const before = entries[at]!;
    if (entry.time - before.time > MAX_DISTANCE) return undefined;
    if (isSame(before, entry)) return isRetryable(before) ? "repeated" : undefined;
  }
  return undefined;
}

const isSame = (one: RequestEntry, other: RequestEntry) =>
  one.method === other.method && one.path === other.path && contents(one) === contents(other);

const contents = ({ caller, parameters }: RequestEntry) => JSON.stringify([caller, parameters]);
