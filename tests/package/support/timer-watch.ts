// Replaces timers by the real ones with a count.

/** Watches the timers that are set from now on, until `end`. */
export function watchTimers() {
  const { setTimeout, clearTimeout } = globalThis;
  const pending = new Set<unknown>();
  let set = 0;
  globalThis.setTimeout = ((run: () => void, milliseconds?: number) => {
    const timer = setTimeout(() => {
      pending.delete(timer);
      run();
    }, milliseconds);
    set++;
    pending.add(timer);
    return timer;
  }) as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    pending.delete(timer);
    clearTimeout(timer);
  };
  return {
    set: () => set,
    /** The number of timers that have neither fired nor been cleared. */
    pending: () => pending.size,
    end: () => Object.assign(globalThis, { setTimeout, clearTimeout }),
  };
}
