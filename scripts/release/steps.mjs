// Lists the conditions for publishing a version. Each step returns a line about its findings, and the tasks that are `left` for a human. If its
// condition does not hold, it throws an error that says what to do.

import { cargoPackage } from "./cargo-package.mjs";
import { changelog } from "./changelog.mjs";
import { cleanTree } from "./clean-tree.mjs";
import { documents } from "./documents.mjs";
import { inventory } from "./inventory.mjs";
import { licences } from "./licences.mjs";
import { manifest } from "./manifest.mjs";
import { npmPackage } from "./npm-package.mjs";
import { oneVersion } from "./one-version.mjs";
import { reproducible } from "./reproducible.mjs";
import { tests } from "./tests.mjs";

/** Steps that take seconds. They come first, so that a failure shows early. */
export const QUICK = [
  { name: "Nothing is uncommitted", check: cleanTree },
  { name: "One version everywhere", check: oneVersion },
  { name: "The changelog has it", check: changelog },
  { name: "The npm manifest", check: manifest },
  { name: "The documents", check: documents },
];

export const TESTS = { name: "Linters and tests", check: tests, takes: "a quarter of an hour and more" };

export const SLOW = [
  { name: "Two builds from clean clones give the same bytes", check: reproducible, takes: "some five minutes" },
  { name: "The npm package", check: npmPackage },
  { name: "The crate, as from crates.io", check: cargoPackage },
  { name: "Licences and advisories of what is shipped", check: licences },
  { name: "The bill of materials", check: inventory },
];
