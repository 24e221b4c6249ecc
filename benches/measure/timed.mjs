// How long something takes that is awaited.

/** Milliseconds of `count` calls, one after the other, each of which has to end as it should. */
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

/** How many calls take so many milliseconds, once the engine has had `warmUp` milliseconds to make them fast. */
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
 * Microseconds per call of each of the `runs`, one number a round: all of them once a round, in an order that changes, so that what disturbs the
 * machine disturbs all of them and nobody always runs behind the same one. A run is `{ name, call, fails }`.
 */
export async function interleaved(runs, settings) {
  const results = Object.fromEntries(runs.map(({ name }) => [name, []]));
  const counts = new Map();
  for (const run of runs) counts.set(run, await calibrated(run.call, run.fails, settings));
  for (let round = 0; round < settings.rounds; round++) {
    const start = round % runs.length;
    const order = [...runs.slice(start), ...runs.slice(0, start)];
    for (const run of round % 2 ? order.reverse() : order) {
      // The young generation only: after a few full collections V8 lets go of the code of functions that were not called meanwhile.
      globalThis.gc?.({ type: "minor" });
      results[run.name].push((1000 * (await timed(run.call, counts.get(run), run.fails))) / counts.get(run));
    }
  }
  return results;
}
