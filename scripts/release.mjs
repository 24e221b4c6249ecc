// `npm run release -- --dry-run`: checks all that must hold before a version is published, and prepares the files of the release. It publishes nothing.
// The workflow of a public CI does that, after it has run this script (.github/workflows/release.yml). So the release has a proof of its origin.
//
//   --without-tests   leaves out .ci/run, if you have just run it. Such a run cannot be a release
//   --tag v1.2.3      runs as the workflow does: all that is otherwise left for a human must be done

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { goThrough, leftOut, report } from "./release/report.mjs";
import { QUICK, SLOW, TESTS } from "./release/steps.mjs";
import { fail, root } from "./process.mjs";

const { values } = parseArgs({
  options: { "dry-run": { type: "boolean" }, "without-tests": { type: "boolean" }, tag: { type: "string" } },
});
if (!values["dry-run"]) fail("The workflow of the public CI makes releases. Run npm run release -- --dry-run here.");
const untested = values["without-tests"] === true;
if (untested && values.tag !== undefined) fail("A release must be tested: use either --tag or --without-tests.");

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const out = join(root, "target", "release-check");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const context = { root, version, tag: values.tag, out };

const outcomes = await goThrough(QUICK, context);
if (outcomes.some(({ state }) => state === "failed")) {
  outcomes.push(...[TESTS, ...SLOW].map((step) => leftOut(step, "skipped until the steps above pass")));
} else {
  outcomes.push(...(untested ? [leftOut(TESTS, "by --without-tests")] : await goThrough([TESTS], context)));
  outcomes.push(...(await goThrough(SLOW, context)));
}

const alwaysLeft = [
  { what: `the tag v${version}`, how: "git tag and git push; the workflow does the rest after a maintainer has approved its environment" },
  {
    what: "the first version by hand",
    how: "npm and crates.io trust a workflow only with a name that they know (CONTRIBUTING.md, A release)",
  },
];
const { text, ok } = report({ version, tag: values.tag, out: relative(root, out), outcomes, alwaysLeft });
console.log(text);
process.exitCode = ok ? 0 : 1;
