// Finds documents that still say that the package is not published.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tried } from "./tried.mjs";

export async function documents({ root }) {
  const files = (await tried("git", ["ls-files", "*.md"], { cwd: root })).trim().split("\n");
  // Another step checks the changelog.
  const looked = files.filter((file) => file !== "CHANGELOG.md");
  const old = looked.flatMap((file) => {
    const lines = readFileSync(join(root, file), "utf8").split("\n");
    return lines.flatMap((line, index) => (/not published yet|not yet published/i.test(line) ? [`${file}:${index + 1}`] : []));
  });
  const how = `${old.join(", ")}: use \`npm install stripe-secret-store\` instead of the tarball`;
  const found = `${looked.length} were read${old.length > 0 ? `, ${old.length} say that it is not published yet` : ""}`;
  return { found, left: old.length > 0 ? [{ what: 'documents that say "not published yet"', how }] : [] };
}
