// A clock that moves when it is told to. Only timers of a second and more wait for it: shorter ones are React's and the tests'.

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
    /** By how many milliseconds the store's clock is behind this one. */
    storeIsBehind: 0,
    /** How long those timers wait that wait, in milliseconds. */
    waits: () => [...timers.values()].map(({ wait }) => wait),
    /** Moves it on by so many seconds, and runs what is due. */
    advance(seconds: number) {
      moved += seconds * 1000;
      for (const [timer, { at, act }] of timers) if (at <= Date.now() && timers.delete(timer)) act();
    },
  };
}
