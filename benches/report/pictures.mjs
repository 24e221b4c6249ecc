// Draws the plots of docs/performance.md, by their file names.

import { CONTENDERS } from "../contenders.mjs";
import { bars, lines } from "./plot.mjs";

// Each contender has one colour in all plots. The colours are distinguishable for colour-blind readers and on both backgrounds (after Okabe and Ito).
const COLOURS = ["#8c8c8c", "#0f9e73", "#0072b2", "#56a0e0", "#7b5fc4", "#d55e00", "#c9872a"];

/** The names of the places in the names of files, in the order of the results. */
export const PLACES = ["node", "page", "modules"];

/** Returns a contender's mark in a plot. */
const mark = (name) => ({
  name: name.replace("stripe-secret-store", "."),
  colour: COLOURS[CONTENDERS.findIndex((contender) => contender.name === name)],
});

export function pictures({ calls, firstAnswer, payloads, inFlight }) {
  const pictures = {};
  for (const [index, [place, cases]] of Object.entries(calls).entries()) {
    pictures[`calls-${PLACES[index]}.svg`] = bars(`Microseconds per call, in ${place}`, groups(cases));
  }
  pictures["first-answer.svg"] = bars("Milliseconds from the script to the first answer", groups(firstAnswer));
  for (const [script, lengths] of Object.entries(payloads)) {
    const times = series(lengths, ({ median }) => median);
    pictures[`payload-${script === "ASCII" ? "ascii" : "mixed"}.svg`] = lines(
      `A create, by the length of its payload of ${script}`,
      { x: "characters", y: "microseconds" },
      times,
    );
  }
  pictures["in-flight-time.svg"] = lines(
    "Calls in flight together: time of each",
    { x: "calls in flight", y: "microseconds per call" },
    series(inFlight.time, ({ median }) => median),
  );
  pictures["in-flight-memory.svg"] = lines(
    "Calls in flight together: memory of each",
    { x: "calls in flight", y: "bytes of the heap per call" },
    series(inFlight.memory, (bytes) => Math.max(1, bytes)),
  );
  return pictures;
}

const groups = (cases) =>
  Object.entries(cases).map(([label, by]) => ({
    label,
    bars: Object.entries(by).map(([name, summary]) => ({ ...mark(name), ...summary })),
  }));

/** Returns a line for each contender. The object's keys are the values on the horizontal axis. */
function series(object, value) {
  const xs = Object.keys(object);
  return Object.keys(object[xs[0]]).map((name) => ({ ...mark(name), points: xs.map((x) => [Number(x), value(object[x][name])]) }));
}
