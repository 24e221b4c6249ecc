// `npm run findings`: runs every program of findings/ and reports for each whether the library still behaves as recorded. `npm run findings -- NAME` runs
// those with NAME in their name.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./process.mjs";

const folder = join(root, "findings");
const [part = ""] = process.argv.slice(2);
const names = readdirSync(folder).filter((name) => name.endsWith(".sh") && name.includes(part));
let failed = 0;
for (const name of names) {
  const { code } = await run("bash", [join(folder, name)], { quiet: true });
  if (code !== 0) failed += 1;
  console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
}
console.log(`${names.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || names.length === 0 ? 1 : 0;
