// Lists the project's budgets: ratios of measurements from one run.

import { MINIMAL, STRIPE } from "../contenders.mjs";

const WASM = "stripe-secret-store/wasm";
const JS = "stripe-secret-store/js";

const share = (entry) => (results) => Math.max(...results.bytes.filter(({ name }) => name === entry).map(({ share }) => share));
/** Returns the worst ratio of all places and cases. */
const worst = (cases, other) => (results) =>
  Math.max(...Object.values(results.calls).flatMap((place) => cases.map((name) => place[name][WASM][other].median)));
const first = (results) => Object.values(results.firstAnswer).at(-1)[WASM].ofStripe.median;

const SHORT = ["create, 40 characters", "find", "delete"];
const LONG = ["create, 4,000 of ASCII", "create, 4,000 of mixed script"];

/** The budgets. `value` takes the results as benches/report/results.mjs summarises them. */
export const BUDGETS = [
  { what: `\`${WASM}\`, compressed, of ${STRIPE}`, most: 0.33, value: share(WASM) },
  { what: `\`${JS}\`, compressed, of ${STRIPE}`, most: 0.55, value: share(JS) },
  { what: `fresh page to first answer, of ${STRIPE}`, most: 0.3, value: first },
  { what: `create, find and delete, of ${STRIPE}`, most: 0.2, value: worst(SHORT, "ofStripe") },
  { what: `create, find and delete, of the ${MINIMAL}`, most: 1.15, value: worst(SHORT, "ofMinimal") },
  { what: `create with 4,000 characters, of ${STRIPE}`, most: 0.5, value: worst(LONG, "ofStripe") },
  { what: `create with 4,000 characters, of the ${MINIMAL}`, most: 1.1, value: worst(LONG, "ofMinimal") },
  { what: `list of 10, of ${STRIPE}`, most: 0.35, value: worst(["list of 10"], "ofStripe") },
];
