// The plots of docs/performance.md, by their file names.

import { bars, lines } from "./plot.mjs";

export function pictures({ calls, firstAnswer, payloads, inFlight }) {
  const pictures = {};
  for (const [index, [place, cases]] of Object.entries(calls).entries()) {
    pictures[`calls-${["node", "page"][index]}.svg`] = bars(`Microseconds per call, in ${place}`, groups(cases));
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
  Object.entries(cases).map(([label, by]) => ({ label, bars: Object.entries(by).map(([name, summary]) => ({ name, ...summary })) }));

/** A line for each contender over what the object's keys count. */
function series(object, value) {
  const xs = Object.keys(object);
  return Object.keys(object[xs[0]]).map((name) => ({ name, points: xs.map((x) => [Number(x), value(object[x][name])]) }));
}
