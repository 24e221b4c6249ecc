// `npm run size`: prints how much each entry and stripe-node add to an extension, and which parts fill it. It fails if a size differs from
// benches/sizes.json by more than 3%. `--record` records the sizes.

import { parseArgs } from "node:util";
import { build } from "../scripts/build.mjs";
import { fail, logStep, root } from "../scripts/process.mjs";

const { values } = parseArgs({ options: { record: { type: "boolean" } } });

await build();
// Imported late, because on a fresh machine the build installs the packages.
const { additions, sizes } = await import("./size/bundles.mjs");
const { moduleParts, wasmParts } = await import("./size/parts.mjs");
const { deviations, held, record, recorded } = await import("./size/recorded.mjs");

logStep("The client in an extension, in bytes");
const rows = await sizes(root);
console.table(rows);
logStep("Additions of the other entries, compressed");
const added = await additions(root);
console.table(added);
logStep("Parts of the WebAssembly module");
console.table(await wasmParts());
for (const entry of ["wasm", "js"]) {
  logStep(`Parts of stripe-secret-store/${entry}, minified`);
  console.table(await moduleParts(entry));
}

const measured = held(rows, added);
if (values.record) {
  await record(measured);
  logStep("Recorded in benches/sizes.json");
} else {
  const differing = deviations(measured, recorded());
  if (differing.length > 0)
    fail(`The sizes differ from the recorded ones (if that is intended: npm run size -- --record):\n  ${differing.join("\n  ")}`);
  logStep("As recorded in benches/sizes.json");
}
