// Uses every entry of the package while a test framework fakes the timers.

import { startCallEvery, useEvery } from "./every-entry.mjs";

/** Makes the four operations, then lets a call run into its timeout by moving the clock. Returns both results by entry. */
export async function useFaked(advance) {
  const results = await useEvery();
  const codes = {};
  startCallEvery(codes);
  // The requests start in a later turn of the queue of promises.
  for (let turn = 0; turn < 100; turn += 1) await null;
  advance(4_999);
  for (let turn = 0; turn < 100; turn += 1) await null;
  const early = Object.keys(codes);
  advance(1);
  for (let turn = 0; turn < 100; turn += 1) await null;
  return Object.fromEntries(
    Object.entries(results).map(([entry, result]) => [entry, JSON.stringify([result, early.length, codes[entry]])]),
  );
}
