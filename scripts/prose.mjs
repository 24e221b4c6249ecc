// `node scripts/prose.mjs`: fails where prose breaks a rule that a pattern can hold. `npm run lint` runs it.

import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fail, root, runOrExit } from "./process.mjs";
import { violations } from "./prose/rules.mjs";
import { EXTENSIONS, lineAt, textsOf } from "./prose/texts.mjs";

/** Generated declarations, inputs that fuzzers found, and sentences that break the rules on purpose. */
const EXEMPT = /^(?:fuzz\/corpus\/|tests\/environments\/public-declarations\/|tests\/package\/specs\/prose\.test\.ts$)/;

const only = process.argv.slice(2);
const listed = await runOrExit("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...only], { hidden: true });
const paths = listed.split("\n").filter((path) => EXTENSIONS.includes(extname(path)) && !EXEMPT.test(path) && existsSync(join(root, path)));

let count = 0;
for (const path of new Set(paths)) {
  for (const text of textsOf(path, readFileSync(join(root, path), "utf8"))) {
    for (const { name, words, advice, offset } of violations(text)) {
      console.error(`${path}:${lineAt(text, offset)} ${name}: "${words}" in a ${text.kind}: ${advice}`);
      count++;
    }
  }
}
if (count > 0) fail(`Found ${count} violations of the rules for prose (scripts/prose/rules.mjs).`);
