// Measures the time of awaited calls.

/** Returns the milliseconds of `count` calls, one after the other. Throws if a call ends in the wrong way. */
export async function timed(call, count, fails = false) {
  let failed = 0;
  const start = performance.now();
  for (let done = 0; done < count; done++) {
    try {
      await call();
    } catch {
      failed++;
    }
  }
  const taken = performance.now() - start;
  if (failed !== (fails ? count : 0)) throw new Error(`${failed} of ${count} calls failed`);
  return taken;
}

/** Returns the number of calls that take the given milliseconds, after the engine had `warmUp` milliseconds to optimise them. */
async function calibrated(call, fails, { milliseconds, warmUp }) {
  let count = 1;
  let spent = 0;
  for (;;) {
    const taken = await timed(call, count, fails);
    spent += taken;
    if (taken >= milliseconds / 2 && spent >= warmUp) return Math.max(1, Math.round((count * milliseconds) / taken));
    if (taken < milliseconds) count *= 2;
  }
}

/**
 * Returns the microseconds per call of each of the `runs`, one number per round. Each round times all of them, in an order that changes. So a
 * disturbance affects all of them, and no run always follows the same other one. A run is `{ name, call, fails }`.
 */
export async function interleaved(runs, settings) {
  const results = Object.fromEntries(runs.map(({ name }) => [name, []]));
  const counts = new Map();
  for (const run of runs) counts.set(run, await calibrated(run.call, run.fails, settings));
  for (let round = 0; round < settings.rounds; round++) {
    const start = round % runs.length;
    const order = [...runs.slice(start), ...runs.slice(0, start)];
    for (const run of round % 2 ? order.reverse() : order) {
      // The young generation only: after a few full collections V8 drops the code of functions that were not called meanwhile.
      globalThis.gc?.({ type: "minor" });
      results[run.name].push((1000 * (await timed(run.call, counts.get(run), run.fails))) / counts.get(run));
    }
  }
  return results;
}
