// Bundles the programs of ask/: each becomes one file for Node, without dependencies.

import { mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../process.mjs";
import { npmPackages } from "../setup.mjs";

/** Writes a bundle of the program `main.ts` in a folder of `ask/`, and returns its path. */
export async function bundleAsk(name, file = join(root, "target", "ask", `${name}.mjs`)) {
  await npmPackages();
  const { build } = await import("esbuild");
  mkdirSync(dirname(file), { recursive: true });
  // Another process may read or write the file at the same time.
  const written = `${file}.${process.pid}`;
  await build({
    entryPoints: [join(root, "ask", name, "main.ts")],
    outfile: written,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    legalComments: "none",
    logLevel: "warning",
  });
  renameSync(written, file);
  return file;
}
