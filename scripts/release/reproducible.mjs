// Two builds from clean clones, in folders of different names, give the same tarball to the byte: whoever checks out the tag can tell whether what
// was published is what it was built from. The tools (npm packages, wasm-bindgen, wasm-opt) are shared: they are pinned by lock files.

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run } from "../process.mjs";

export async function reproducible({ version }) {
  const folder = mkdtempSync(join(tmpdir(), "reproducible-"));
  try {
    const sums = [];
    for (const name of ["one", "another-one"]) sums.push(await built(join(folder, name), version));
    if (sums[0] !== sums[1]) throw new Error(`the two tarballs differ (${sums.join(", ")})`);
    return `SHA-256 ${sums[0]}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function built(clone, version) {
  await step("git", ["clone", "--quiet", root, clone]);
  for (const shared of ["node_modules", ".tools"]) symlinkSync(join(root, shared), join(clone, shared));
  // Whose other settings might be told in a path.
  await step("npm", ["pack", "--silent"], { cwd: clone, env: { CARGO_TARGET_DIR: join(clone, "target") } });
  return createHash("sha256")
    .update(readFileSync(join(clone, `stripe-secret-store-${version}.tgz`)))
    .digest("hex");
}

async function step(program, args, options) {
  const { code, output } = await run(program, args, { ...options, hidden: true });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${output}`);
}
