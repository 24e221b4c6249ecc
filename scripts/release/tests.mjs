// Runs the checks that each change must pass.

import { join } from "node:path";
import { run } from "../process.mjs";

export async function tests({ root }) {
  const { code, output } = await run(join(root, ".ci/run"), [], { cwd: root, env: { CI: "true" } });
  const last = output.trim().split("\n").at(-1);
  if (code !== 0) throw new Error(`.ci/run ended with ${code}: ${last}`);
  return last;
}
