// `npm run release -- --dry-run`: all that has to hold before a version is published, and what is published with it. It publishes nothing: that
// is done by the workflow of a public CI, which runs this first (.github/workflows/release.yml), so that there is a proof of where it came from.
//
//   --without-tests   leaves out .ci/run, for who has just run it. Such a run is no release
//   --tag v1.2.3      as the workflow runs it: what is otherwise left for a human has to be done by then

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { goThrough, leftOut, report } from "./release/report.mjs";
import { QUICK, SLOW, TESTS } from "./release/steps.mjs";
import { fail, root } from "./process.mjs";

const { values } = parseArgs({
  options: { "dry-run": { type: "boolean" }, "without-tests": { type: "boolean" }, tag: { type: "string" } },
});
if (!values["dry-run"]) fail("A release is made by the workflow of the public CI. Here: npm run release -- --dry-run");
const untested = values["without-tests"] === true;
if (untested && values.tag !== undefined) fail("Nothing untested is released: --tag without --without-tests, or the other way round.");

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const out = join(root, "target", "release-check");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const context = { root, version, tag: values.tag, out };

const outcomes = await goThrough(QUICK, context);
if (outcomes.some(({ state }) => state === "failed")) {
  outcomes.push(...[TESTS, ...SLOW].map((step) => leftOut(step, "not tried, before the above is mended")));
} else {
  outcomes.push(...(untested ? [leftOut(TESTS, "by --without-tests")] : await goThrough([TESTS], context)));
  outcomes.push(...(await goThrough(SLOW, context)));
}

const alwaysLeft = [
  { what: `the tag v${version}`, how: "git tag and git push; the workflow does the rest, once somebody approves its environment" },
  {
    what: "the first version by hand",
    how: "npm and crates.io trust a workflow only with a name that they know (CONTRIBUTING.md, A release)",
  },
];
const { text, ok } = report({ version, tag: values.tag, out: relative(root, out), outcomes, alwaysLeft });
console.log(text);
process.exitCode = ok ? 0 : 1;
