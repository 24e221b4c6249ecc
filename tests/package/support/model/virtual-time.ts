// Implements time that passes only when all code waits for it, so that tests of retries and time-outs need not wait.

export interface VirtualTime {
  /** Returns the milliseconds since 1970. */
  now(): number;
  /** Lets time pass. */
  advance(milliseconds: number): void;
  /** Waits for a promise. When only time is missing, it moves the time from one timer to the next. */
  settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>>;
  /** Returns the number of timers that are set. */
  timers(): number;
  end(): void;
}

/** Replaces `Date.now`, `setTimeout` and `clearTimeout`. */
export function virtualTime(start: number): VirtualTime {
  const { setTimeout, clearTimeout } = globalThis;
  const { now } = Date;
  const timers = new Map<object, { at: number; run: () => void }>();
  let time = start;
  Date.now = () => time;
  globalThis.setTimeout = ((run: () => void, milliseconds = 0) => {
    const timer = {};
    timers.set(timer, { at: time + milliseconds, run });
    return timer;
  }) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer: object) => void timers.delete(timer)) as unknown as typeof clearTimeout;

  function fireNext() {
    let next: object | undefined;
    for (const [timer, { at }] of timers) if (!next || at < timers.get(next)!.at) next = timer;
    if (!next) throw new Error("It waits for nothing that could come.");
    const { at, run } = timers.get(next)!;
    timers.delete(next);
    time = Math.max(time, at);
    run();
  }

  return {
    now: () => time,
    advance: (milliseconds) => void (time += milliseconds),
    async settled(promise) {
      let outcome: PromiseSettledResult<Awaited<typeof promise>> | undefined;
      void Promise.allSettled([promise]).then(([its]) => (outcome = its));
      for (;;) {
        // By now all work that needs no time is done.
        await new Promise((resolve) => setImmediate(resolve));
        if (outcome) return outcome;
        fireNext();
      }
    },
    timers: () => timers.size,
    end() {
      Object.assign(globalThis, { setTimeout, clearTimeout });
      Date.now = now;
    },
  };
}
