// Lists the project's budgets: ratios of measurements from one run.

import { MINIMAL, STRIPE } from "../contenders.mjs";

const WASM = "stripe-secret-store/wasm";
const JS = "stripe-secret-store/js";

const share = (entry) => (results) => Math.max(...results.bytes.filter(({ name }) => name === entry).map(({ share }) => share));
/** Returns the worst ratio of all places and cases, or of the places whose names begin like this. */
const worst =
  (cases, other, begins = "") =>
  (results) => {
    const places = Object.entries(results.calls).filter(([place]) => place.startsWith(begins));
    return Math.max(...places.flatMap(([, by]) => cases.map((name) => by[name][WASM][other].median)));
  };
/** Returns the worst ratio of both entries that have WebAssembly. */
const first = (begins) => (results) => {
  const [, by] = Object.entries(results.firstAnswer).find(([place]) => place.startsWith(begins));
  return Math.max(...[WASM, "stripe-secret-store"].map((entry) => by[entry].ofStripe.median));
};

const SHORT = ["create, 40 characters", "find", "delete"];
const LONG = ["create, 4,000 of ASCII", "create, 4,000 of mixed script"];

/** The budgets. `value` takes the results as benches/report/results.mjs summarises them. */
export const BUDGETS = [
  { what: `\`${WASM}\`, compressed, of ${STRIPE}`, most: 0.33, value: share(WASM) },
  { what: `\`${JS}\`, compressed, of ${STRIPE}`, most: 0.38, value: share(JS) },
  { what: `script to first answer in Node, of ${STRIPE}`, most: 0.3, value: first("Node") },
  { what: `script to first answer in Chromium, of ${STRIPE}`, most: 0.3, value: first("Chromium") },
  { what: `create, find and delete, of ${STRIPE}`, most: 0.13, value: worst(SHORT, "ofStripe") },
  { what: `create, find and delete in Node, as ES modules, of ${STRIPE}`, most: 0.12, value: worst(SHORT, "ofStripe", "Node, as") },
  { what: `find and delete in Chromium, of the ${MINIMAL}`, most: 2, value: worst(["find", "delete"], "ofMinimal", "Chromium") },
  { what: `create with 4,000 characters, of ${STRIPE}`, most: 0.5, value: worst(LONG, "ofStripe") },
  { what: `create with 4,000 of ASCII in Chromium, of the ${MINIMAL}`, most: 1.3, value: worst(LONG.slice(0, 1), "ofMinimal", "Chromium") },
  { what: `list of 10, of ${STRIPE}`, most: 0.35, value: worst(["list of 10"], "ofStripe") },
];
