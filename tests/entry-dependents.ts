// Finds the test files that an entry of the package can affect: those that import the client, directly or through their helpers.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Either imports the client, or reads which entry it is. */
const DEPENDS = /from "stripe-secret-store"|import\("stripe-secret-store"\)|\bENTRY\b/;
const IMPORTED = /(?:from|import\(?)\s*"(\.\.?\/[^"]+)"/g;

/** Returns the test files below a folder that depend on the client's entry, relative to `root`. */
export function entryDependents(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.includes("node_modules") && depends(join(root, folder, file)))
    .map((file) => `${folder}/${file}`);
}

function depends(file: string): boolean {
  const files = new Set([file]);
  // The set grows while it is read.
  for (const one of files) {
    const text = readFileSync(one, "utf8");
    if (DEPENDS.test(text)) return true;
    for (const [, path] of text.matchAll(IMPORTED)) {
      const imported = join(dirname(one), path!);
      const found = [imported, `${imported}.ts`].find((name) => /\.\w+$/.test(name) && existsSync(name));
      if (found) files.add(found);
    }
  }
  return false;
}
