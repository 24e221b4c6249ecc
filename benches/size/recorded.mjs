// The sizes that were recorded, and how far what is measured may be from them: a gain is seen as well as a loss.

import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../sizes.json", import.meta.url));

/** As a share of what is recorded. */
const TOLERANCE = 0.03;

/** What is held: our own bundles' bytes, compressed, and the other entries' without the client, by name and bundler. */
export const held = (rows, added) =>
  Object.fromEntries([
    ...rows.filter(({ name }) => name.startsWith("stripe-secret-store")).map(({ name, target, brotli }) => [`${name}, ${target}`, brotli]),
    ...added.map(({ name, target, alone }) => [`${name}, ${target}`, alone]),
  ]);

export const recorded = () => JSON.parse(readFileSync(FILE, "utf8"));

/** What differs by more than is tolerated, or is in one of the two alone, in words. */
export function deviations(measured, known) {
  const names = [...new Set([...Object.keys(measured), ...Object.keys(known)])];
  return names.flatMap((name) => {
    const [is, was] = [measured[name], known[name]];
    if (was === undefined) return [`${name}: ${is} bytes, and nothing is recorded`];
    if (is === undefined) return [`${name}: ${was} bytes are recorded, and it is measured no more`];
    const change = Math.abs(is - was);
    if (change <= TOLERANCE * was) return [];
    return [`${name}: ${is} bytes, ${((100 * change) / was).toFixed(1)}% ${is > was ? "more" : "less"} than the recorded ${was}`];
  });
}

export async function record(measured) {
  writeFileSync(FILE, await format(JSON.stringify(measured), { ...(await resolveConfig(FILE)), filepath: FILE }));
}
