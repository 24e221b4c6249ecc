// `npm run release -- --dry-run`: all that has to hold before a version is published, and what is published with it. It publishes nothing: that
// is done by the workflow of a public CI, which runs this first (.github/workflows/release.yml), so that there is a proof of where it came from.
//
//   --without-tests   leaves out .ci/run, for who has just run it

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { cargoPackage } from "./release/cargo-package.mjs";
import { inventory } from "./release/inventory.mjs";
import { licences } from "./release/licences.mjs";
import { npmPackage } from "./release/npm-package.mjs";
import { reproducible } from "./release/reproducible.mjs";
import { giveUp, root, run, say } from "./process.mjs";

const { values } = parseArgs({ options: { "dry-run": { type: "boolean" }, "without-tests": { type: "boolean" } } });
if (!values["dry-run"]) giveUp("A release is made by the workflow of the public CI. Here: npm run release -- --dry-run");

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** Each answers what it found, or throws with what is wrong and what to do. */
const STEPS = [
  { name: "Nothing is uncommitted", check: cleanTree },
  { name: "The npm package and the crates have one version", check: oneVersion },
  { name: "The changelog has the version", check: changelog },
  ...(values["without-tests"] ? [] : [{ name: "Linters and tests", check: tests }]),
  { name: "Two builds from clean clones give the same bytes", check: reproducible },
  { name: "The npm package", check: npmPackage },
  { name: "The crate, as from crates.io", check: cargoPackage },
  { name: "Licences and advisories of what is shipped", check: licences },
  { name: "The bill of materials", check: inventory },
];

const outcomes = [];
for (const { name, check } of STEPS) {
  say(name);
  try {
    const found = await check({ version });
    outcomes.push(`✓ ${name}${found ? `: ${found}` : ""}`);
  } catch ({ message }) {
    outcomes.push(`✗ ${name}: ${message}`);
    process.exitCode = 1;
  }
  console.log(outcomes.at(-1));
}
console.log(`\n${version}\n${outcomes.join("\n")}`);

async function cleanTree() {
  const { output } = await run("git", ["status", "--porcelain"], { hidden: true });
  if (output !== "") throw new Error(`commit or take away\n${output}`);
}

async function oneVersion() {
  const { output } = await run("cargo", ["metadata", "--no-deps", "--format-version", "1", "--locked"], { hidden: true });
  const others = JSON.parse(output.slice(output.indexOf("{"))).packages.filter((one) => one.version !== version);
  const named = others.map((one) => `${one.name} has ${one.version}`);
  if (others.length > 0) throw new Error(`package.json has ${version}, and ${named.join(", ")}: set it in Cargo.toml`);
}

async function changelog() {
  const text = readFileSync(new URL("../CHANGELOG.md", import.meta.url), "utf8");
  const [, entry] = text.split(`\n## [${version}]`);
  if (entry === undefined) throw new Error(`CHANGELOG.md has no "## [${version}]": write what changes for users`);
  if (!/^- /m.test(entry.split("\n## ")[0])) throw new Error(`CHANGELOG.md says nothing of ${version}`);
}

async function tests() {
  const { code, output } = await run(`${root}.ci/run`, [], { env: { CI: "true" } });
  const last = output.trim().split("\n").at(-1);
  if (code !== 0) throw new Error(`.ci/run ended with ${code}: ${last}`);
  return last;
}
