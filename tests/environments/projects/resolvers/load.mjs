// Prints the exports of an entry by each way to load it: `node load.mjs ENTRY FILE`, where FILE is for resolvers that do not read `exports`.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const [entry, file] = process.argv.slice(2);
const installed = dirname(require.resolve("stripe-secret-store/package.json"));
const required = require(entry);

// Node adds these to an imported CommonJS module, and bundlers to one that was made from an ES module.
const namesOf = (module) =>
  Object.keys(module)
    .filter((name) => !/^(default|__esModule|module\.exports)$/.test(name))
    .sort();
const ways = {
  import: await import(entry),
  require: required,
  "the file, required": require(join(installed, file)),
};
console.log(
  JSON.stringify({
    names: Object.fromEntries(Object.entries(ways).map(([way, module]) => [way, namesOf(module)])),
    same: namesOf(required).every((name) => ways["the file, required"][name] === required[name]),
  }),
);
