// Who is measured.

import { join } from "node:path";
import { root } from "../scripts/process.mjs";
import { classicScript } from "./classic-script.mjs";

/** The entries that have the client. */
export const ENTRIES = ["stripe-secret-store/wasm", "stripe-secret-store/js", "stripe-secret-store"];

/** In the order of the tables. `file` is in benches/contenders; in it the package of the name `from` is another, `to`. */
export const CONTENDERS = [
  { name: "no client", file: "floor.ts" },
  { name: "minimal client", file: "minimal.ts" },
  ...ENTRIES.map((name) => ({ name, file: "ours.ts", from: "stripe-secret-store", to: name })),
  { name: "stripe-node 23.1", file: "stripe-node.ts", from: "stripe", to: "stripe" },
  { name: "stripe-node 15.9", file: "stripe-node.ts", from: "stripe", to: "stripe-15" },
];

/** What the others are compared with. */
export const MINIMAL = "minimal client";
export const STRIPE = "stripe-node 23.1";

/** Who is measured twice, and under what name the second time: how far the two are apart is the noise. */
export const TWICE = "stripe-secret-store/wasm";
export const AGAIN = "stripe-secret-store/wasm, again";

/** Whose growth is measured. */
export const GROWING = [MINIMAL, "stripe-secret-store/wasm", "stripe-secret-store/js", STRIPE];

/** The client over the emulator in the process, and what it is compared with. */
export const EMULATED = { name: "stripe-secret-store over the emulator", file: "emulated.ts" };
export const NOT_EMULATED = "stripe-secret-store";

/** A contender's script: it leaves its exports in `__StripeExtExports`. */
export async function scriptOf({ file, from, to }) {
  const { text } = await classicScript({
    entryPoints: [join(root, "benches/contenders", file)],
    alias: from ? { [from]: to } : {},
    target: "es2020",
  });
  return text;
}
