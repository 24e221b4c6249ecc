// Measures the time of each kind of call.

import { CASES } from "./cases.mjs";
import { check } from "./check.mjs";
import { load, loadModule } from "./load.mjs";
import { interleaved } from "./timed.mjs";

/** Returns microseconds per call, by case and contender, one number per round. */
export async function calls({ scripts, settings, cases = Object.keys(CASES) }) {
  const contenders = await Promise.all(scripts.map((one) => (one.module ? loadModule(one) : load(one))));
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
