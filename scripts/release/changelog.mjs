// The changelog says what the version is, and when it came. It writes the notes of the release from there.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export async function changelog({ root, version, out }) {
  const [, entry] = readFileSync(join(root, "CHANGELOG.md"), "utf8").split(`\n## [${version}]`);
  if (entry === undefined) throw new Error(`CHANGELOG.md has no "## [${version}]": write there what changes for users`);
  const [heading, ...lines] = entry.split("\n## ")[0].split("\n");
  const changes = lines.filter((line) => line.startsWith("- "));
  if (changes.length === 0)
    throw new Error(`CHANGELOG.md says nothing of ${version}: a line that begins with "- " for each change that users see`);
  writeFileSync(join(out, "notes.md"), `${lines.join("\n").trim()}\n`);
  const dated = /^ - \d{4}-\d\d-\d\d$/.test(heading);
  const left = dated ? [] : [{ what: "the day in the changelog", how: `"## [${version}] - YYYY-MM-DD" in CHANGELOG.md` }];
  return { found: `${changes.length} changes${dated ? `, of ${heading.slice(3)}` : ", not dated"}`, left };
}
