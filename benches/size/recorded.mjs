// Compares sizes with the recorded ones. A gain counts as a difference too.

import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../sizes.json", import.meta.url));

/** The tolerated difference, as a share of the recorded size. */
const TOLERANCE = 0.03;

/** Returns the sizes to record: the compressed bytes of our own bundles, and of the other entries without the client, by name and bundler. */
export const held = (rows, added) =>
  Object.fromEntries([
    ...rows.filter(({ name }) => name.startsWith("stripe-secret-store")).map(({ name, target, brotli }) => [`${name}, ${target}`, brotli]),
    ...added.map(({ name, target, alone }) => [`${name}, ${target}`, alone]),
  ]);

export const recorded = () => JSON.parse(readFileSync(FILE, "utf8"));

/** Describes sizes that differ by more than the tolerance, or that only one of the two has. */
export function deviations(measured, known) {
  const names = [...new Set([...Object.keys(measured), ...Object.keys(known)])];
  return names.flatMap((name) => {
    const [is, was] = [measured[name], known[name]];
    if (was === undefined) return [`${name}: ${is} bytes, but no size is recorded`];
    if (is === undefined) return [`${name}: ${was} bytes are recorded, but it is no longer measured`];
    const change = Math.abs(is - was);
    if (change <= TOLERANCE * was) return [];
    return [`${name}: ${is} bytes, ${((100 * change) / was).toFixed(1)}% ${is > was ? "more" : "less"} than the recorded ${was}`];
  });
}

export async function record(measured) {
  writeFileSync(FILE, await format(JSON.stringify(measured), { ...(await resolveConfig(FILE)), filepath: FILE }));
}
