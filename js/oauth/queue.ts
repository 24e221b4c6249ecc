// The queues of a page or process. Two copies of this module share them.

import { withTimeout } from "./timers.js";

const QUEUES = Symbol.for("stripe-secret-store.oauth");

type Queues = Map<string, Promise<void>>;

const enum Limit {
  /** The time until the next call begins although the one before has not settled, in milliseconds. Two leases and a lost request take less. */
  Turn = 900_000,
}

/** Runs `act` when every earlier call with the same key has settled, or takes too long: an app's own lease or client may never settle. */
export function runExclusive<T>(key: string, act: () => Promise<T>): Promise<T> {
  const shared = globalThis as { [QUEUES]?: Queues };
  const queues = (shared[QUEUES] ||= new Map());
  const turn = Promise.resolve(queues.get(key)).then(act);
  const ended = withTimeout(Limit.Turn, turn)
    .catch(() => undefined)
    .then(() => {
      if (queues.get(key) === ended) queues.delete(key);
    });
  queues.set(key, ended);
  return turn;
}
