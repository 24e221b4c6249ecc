// `npm run reference`: writes the reference of every entry of package.json, with README.md and docs/, into target/reference/. It is made from the declarations
// as they are published, and is given up at the first thing that is undocumented, or that a link does not find: tools/typedoc/typedoc.json.

import { join } from "node:path";
import { build } from "./build.mjs";
import { root, runOrExit } from "./process.mjs";
import { typedocPackages } from "./setup.mjs";

// A folder of its own, since typedoc asks a TypeScript (6.0) that is written in JavaScript, and the project is compiled by the native one.
const typedoc = join(root, "tools", "typedoc");

await build();
await typedocPackages();
await runOrExit(join(typedoc, "node_modules/.bin/typedoc"), ["--options", join(typedoc, "typedoc.json")]);
