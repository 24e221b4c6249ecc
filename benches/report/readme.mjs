// Writes what matters to the author of an extension: a table for docs/performance.md, and one line for README.

import { ENTRIES, STRIPE } from "../contenders.mjs";
import { shown } from "./plot.mjs";
import { kB, ratioOf, table } from "./tables.mjs";

const SHORT = "create, 40 characters";
const LONG = "create, 4,000 of ASCII";

export function summary(results) {
  const names = [STRIPE, ...ENTRIES];
  const bytes = (name) => results.bytes.find((row) => row.name === name);
  const timed = (what, by, unit) => [what, ...names.map((name) => (name === STRIPE ? unit(by[name].median) : ratioOf(by[name].ofStripe)))];
  const places = (what, name) =>
    Object.entries(results.calls).map(([place, cases]) => timed(`${what}, in ${place}`, cases[name], (median) => `${shown(median)} µs`));
  return table(
    ["", STRIPE, ...ENTRIES.map((name) => `\`${name}\``)],
    [
      ["compressed, in your bundle", ...names.map((name) => kB(bytes(name).brotli))],
      ["as a share", ...names.map((name) => bytes(name).share.toFixed(2))],
      ...Object.entries(results.firstAnswer).map(([place, by]) =>
        timed(`script to first answer, in ${place}`, by, (median) => `${shown(median)} ms`),
      ),
      ...places("a create", SHORT),
      ...places("one with 4,000 characters", LONG),
      ...places("a find", "find"),
    ],
  );
}

/** Returns README's line. */
export function headline(results) {
  const { brotli, share } = results.bytes.find(({ name }) => name === "stripe-secret-store/wasm");
  const { ofStripe } = results.calls.Node[SHORT]["stripe-secret-store/wasm"];
  return `Compressed, the client takes ${kB(brotli)}, which is ${share.toFixed(2)} of ${STRIPE}. In Node, a create takes ${ratioOf(ofStripe)} of stripe-node's time: see [speed and size](docs/performance.md).`;
}
