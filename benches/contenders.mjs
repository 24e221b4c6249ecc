// Lists the contenders that are measured.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../scripts/process.mjs";
import { classicScript } from "./classic-script.mjs";

/** The entries that have the client. */
export const ENTRIES = ["stripe-secret-store/wasm", "stripe-secret-store/js", "stripe-secret-store"];

/** The contenders in the order of the tables. `file` is in benches/contenders. It imports `from`, which the bundler replaces by `to`. */
export const CONTENDERS = [
  { name: "no client", file: "floor.ts" },
  { name: "minimal client", file: "minimal.ts" },
  ...ENTRIES.map((name) => ({ name, file: "ours.ts", from: "stripe-secret-store", to: name })),
  { name: "stripe-node 23.1", file: "stripe-node.ts", from: "stripe", to: "stripe" },
  { name: "stripe-node 15.9", file: "stripe-node.ts", from: "stripe", to: "stripe-15" },
];

/** The contenders that the others are compared with. */
export const MINIMAL = "minimal client";
export const STRIPE = "stripe-node 23.1";

/** The contender that is measured twice, and its second name. The difference between both is the noise. */
export const TWICE = "stripe-secret-store/wasm";
export const AGAIN = "stripe-secret-store/wasm, again";

/** The contenders for the measurement of growth. */
export const GROWING = [MINIMAL, "stripe-secret-store/wasm", "stripe-secret-store/js", STRIPE];

/** The client over the emulator in process, and the contender that it is compared with. */
export const EMULATED = { name: "stripe-secret-store over the emulator", file: "emulated.ts" };
export const NOT_EMULATED = "stripe-secret-store";

/** Returns the address of a contender as an ES module that imports its client as a backend does, without a bundle. Only Node can load it. */
export async function moduleOf({ name, file, from, to }) {
  // Imported late, because on a fresh machine the build installs it.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(root, "benches/contenders", file)],
    bundle: true,
    write: false,
    format: "esm",
    packages: "external",
    logLevel: "silent",
  });
  const text = outputFiles[0].text;
  const folder = join(root, "target/bench");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replace(/[^\w.-]/g, "-")}.mjs`);
  writeFileSync(path, from ? text.replace(`"${from}"`, `"${to}"`) : text);
  return pathToFileURL(path).href;
}

/** Returns a contender's script, which leaves its exports in `__StripeExtExports`. */
export async function scriptOf({ file, from, to }) {
  const { text } = await classicScript({
    entryPoints: [join(root, "benches/contenders", file)],
    alias: from ? { [from]: to } : {},
    target: "es2020",
  });
  return text;
}
