// Checks that the changelog has the version with its date, and writes the notes of the release from it.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export async function changelog({ root, version, out }) {
  const [, entry] = readFileSync(join(root, "CHANGELOG.md"), "utf8").split(`\n## [${version}]`);
  if (entry === undefined)
    throw new Error(`CHANGELOG.md has no "## [${version}]": add the heading, and list below it the changes that users see`);
  const [heading, ...lines] = entry.split("\n## ")[0].split("\n");
  const changes = lines.filter((line) => line.startsWith("- "));
  if (changes.length === 0)
    throw new Error(`CHANGELOG.md lists no changes in ${version}: add a line that begins with "- " for each change that users see`);
  writeFileSync(join(out, "notes.md"), `${lines.join("\n").trim()}\n`);
  const dated = /^ - \d{4}-\d\d-\d\d$/.test(heading);
  const left = dated ? [] : [{ what: "the day in the changelog", how: `"## [${version}] - YYYY-MM-DD" in CHANGELOG.md` }];
  return { found: `${changes.length} changes${dated ? `, of ${heading.slice(3)}` : ", not dated"}`, left };
}
