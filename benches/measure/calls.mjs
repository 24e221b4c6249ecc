// The time of a call, by what is called.

import { CASES } from "./cases.mjs";
import { check } from "./check.mjs";
import { load } from "./load.mjs";
import { interleaved } from "./timed.mjs";

/** Microseconds per call, by case and contender, one number a round. */
export async function calls({ scripts, settings, cases = Object.keys(CASES) }) {
  const contenders = scripts.map(load);
  const results = {};
  for (const name of cases) {
    const { act, status, json, reasons } = CASES[name];
    for (const contender of contenders) {
      await check(contender, name, CASES[name]);
      contender.host.answer(status, json);
    }
    const runs = contenders.map(({ name, calls }) => ({ name, call: () => act(calls), fails: Boolean(reasons) }));
    results[name] = await interleaved(runs, settings);
  }
  return results;
}
