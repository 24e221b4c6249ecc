// Builds the package twice, from clean clones in folders with different names, and compares the tarballs byte by byte. A user who checks out the tag
// can then verify that the published package was built from it. The builds share tools (npm packages, wasm-bindgen, wasm-opt), which lock files pin.
//
// The tarball stays in `out` for the later steps, and the workflow publishes it. The tool versions are saved next to it so that others can reproduce the build.

import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bindgen, npmPackages, wasmTarget } from "../setup.mjs";
import { tried } from "./tried.mjs";

export async function reproducible({ root, version, out }) {
  for (const shared of [npmPackages, wasmTarget, bindgen]) await shared();
  const folder = mkdtempSync(join(tmpdir(), "reproducible-"));
  try {
    const tarballs = [];
    for (const name of ["one", "another-one"]) tarballs.push(await built({ root, version, clone: join(folder, name) }));
    const sums = tarballs.map((file) => createHash("sha256").update(readFileSync(file)).digest("hex"));
    if (sums[0] !== sums[1]) {
      const kept = tarballs.map((file, index) => copied(file, join(out, `differs-${index + 1}.tgz`)));
      throw new Error(`the two tarballs differ; unpack ${kept.join(" and ")} and compare them`);
    }
    copied(tarballs[0], join(out, `stripe-secret-store-${version}.tgz`));
    const rustc = (await tried("rustc", ["--version"])).trim();
    const made = { sha256: sums[0], rustc, node: process.versions.node, npm: (await tried("npm", ["--version"])).trim() };
    writeFileSync(join(out, "built-with.json"), `${JSON.stringify(made, null, 2)}\n`);
    return `SHA-256 ${made.sha256}, by ${rustc} and Node ${made.node}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function built({ root, version, clone }) {
  await tried("git", ["clone", "--quiet", root, clone]);
  for (const shared of ["node_modules", ".tools"]) symlinkSync(join(root, shared), join(clone, shared));
  // Other settings could appear in a path.
  await tried("npm", ["pack", "--silent"], { cwd: clone, env: { CARGO_TARGET_DIR: join(clone, "target") } });
  return join(clone, `stripe-secret-store-${version}.tgz`);
}

function copied(from, to) {
  copyFileSync(from, to);
  return to;
}
