// Implements a clock that tests move. Only timers of at least a second wait for it. Shorter ones belong to React and the tests.

const SHORT = 1000;

export function manualClock() {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const now = Date.now;
  const timers = new Map<number, { at: number; act: () => void; wait: number }>();
  let moved = 0;
  let last = 1_000_000_000;
  Date.now = () => now() + moved;
  globalThis.setTimeout = ((act: () => void, wait = 0) => {
    if (wait < SHORT) return set(act, wait);
    timers.set(++last, { at: Date.now() + wait, act, wait });
    return last;
  }) as typeof setTimeout;
  globalThis.clearTimeout = ((timer: number | undefined) => {
    if (timer === undefined || !timers.delete(timer)) clear(timer);
  }) as typeof clearTimeout;

  return {
    /** The lag of the store's clock behind this one, in milliseconds. */
    storeIsBehind: 0,
    /** Returns the delays of the pending timers, in milliseconds. */
    waits: () => [...timers.values()].map(({ wait }) => wait),
    /** Moves the clock forward by so many seconds, and runs the timers that are due. */
    advance(seconds: number) {
      moved += seconds * 1000;
      for (const [timer, { at, act }] of timers) if (at <= Date.now() && timers.delete(timer)) act();
    },
  };
}
