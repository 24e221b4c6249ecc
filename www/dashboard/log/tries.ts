// Which requests are tries of an earlier one.

import type { RequestEntry } from "stripe-secret-store/testing";
import { arrival } from "./outcome";

/** So long after a failure clients try again, in seconds, and so many requests later. */
const PATIENCE = 120;
const LOOK_BACK = 50;

/** The request came to nothing, in a way that clients try again after. */
const isRetryable = (entry: RequestEntry) => entry.status >= 500 || [409, 429].includes(entry.status) || arrival(entry) !== undefined;

/**
 * What is to be said of the request at `index`. With an idempotency key the emulator counts. Without one it can only be seen that the same was
 * asked before and failed, which is no proof: a person may have asked again.
 */
export function triedBefore(entries: readonly RequestEntry[], index: number): string | undefined {
  const entry = entries[index];
  if (entry === undefined) return undefined;
  if (entry.attempt !== null) return entry.attempt > 1 ? `try ${entry.attempt}` : undefined;
  for (let at = index - 1; at >= Math.max(0, index - LOOK_BACK); at -= 1) {
    const before = entries[at]!;
    if (entry.time - before.time > PATIENCE) return undefined;
    if (isSame(before, entry)) return isRetryable(before) ? "asked again" : undefined;
  }
  return undefined;
}

const isSame = (one: RequestEntry, other: RequestEntry) =>
  one.method === other.method && one.path === other.path && told(one) === told(other);

const told = ({ caller, parameters }: RequestEntry) => JSON.stringify([caller, parameters]);
