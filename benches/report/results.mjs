// Summarises a run: medians with quartiles, and the ratios of measurements from the same round.

import { AGAIN, MINIMAL, STRIPE, TWICE } from "../contenders.mjs";
import { ratio, summary } from "../statistics.mjs";
import { BUDGETS } from "./budgets.mjs";
import { continued } from "./history.mjs";

/** Returns the summary, with the noise and the result of each budget. `earlier` is the summary of the run before. */
export function summedUp({ kind, date, total, machine, bytes, calls, firstAnswer, memory, emulator, payloads, inFlight }, earlier) {
  const results = {
    kind,
    date,
    machine,
    noise: noise(calls),
    bytes,
    calls: mapped(calls, (place) => mapped(place, compared)),
    firstAnswer: mapped(firstAnswer, compared),
    memory: { calls: total, ...memory },
    emulator: mapped(emulator, ({ emulator, without }) => ({ ...summary(emulator), ofNone: ratio(emulator, without) })),
    payloads: mapped(payloads, (lengths) => mapped(lengths, (by) => mapped(by, summary))),
    inFlight: { ...inFlight, time: mapped(inFlight.time, (by) => mapped(by, summary)) },
  };
  results.budgets = BUDGETS.map(({ what, most, value }) => ({ what, most, is: value(results) }));
  results.history = continued(earlier, results);
  return results;
}

const mapped = (object, change) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));

/** Returns each contender's time, and its ratios to the contenders that all are compared with. */
const compared = (by) =>
  mapped(Object.fromEntries(Object.entries(by).filter(([name]) => name !== AGAIN)), (rounds) => ({
    ...summary(rounds),
    ofStripe: ratio(rounds, by[STRIPE]),
    ofMinimal: ratio(rounds, by[MINIMAL]),
  }));

/** Returns the ratios of the second measurement to the first: the median that is farthest from 1, and the widest quartiles. */
function noise(calls) {
  const ratios = Object.values(calls).flatMap((place) => Object.values(place).map((by) => ratio(by[AGAIN], by[TWICE])));
  return {
    apart: Math.max(...ratios.map(({ median }) => Math.abs(median - 1))),
    spread: Math.max(...ratios.map(({ low, high }) => high - low)),
  };
}
