// `npm run size`: how much an extension grows by each entry, beside stripe-node, and what fills it. It fails when that is not what benches/sizes.json has
// recorded, give or take 3%; `--record` records it.

import { parseArgs } from "node:util";
import { build } from "../scripts/build.mjs";
import { fail, logStep, root } from "../scripts/process.mjs";

const { values } = parseArgs({ options: { record: { type: "boolean" } } });

await build();
// Not earlier: on a fresh machine the build is what installs the packages.
const { additions, sizes } = await import("./size/bundles.mjs");
const { moduleParts, wasmParts } = await import("./size/parts.mjs");
const { deviations, held, record, recorded } = await import("./size/recorded.mjs");

logStep("The client in an extension, in bytes");
const rows = await sizes(root);
console.table(rows);
logStep("What the other entries add to it, compressed");
const added = await additions(root);
console.table(added);
logStep("What fills the WebAssembly module");
console.table(await wasmParts());
for (const entry of ["wasm", "js"]) {
  logStep(`What fills stripe-secret-store/${entry}, minified`);
  console.table(await moduleParts(entry));
}

const measured = held(rows, added);
if (values.record) {
  await record(measured);
  logStep("Recorded in benches/sizes.json");
} else {
  const differing = deviations(measured, recorded());
  if (differing.length > 0)
    fail(`The sizes are not the recorded ones (if they are meant: npm run size -- --record):\n  ${differing.join("\n  ")}`);
  logStep("As recorded in benches/sizes.json");
}
