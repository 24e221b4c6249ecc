// `npm run reference`: writes the reference of every entry of package.json, with README.md and docs/, into target/reference/. It reads the published
// declarations, and fails if an export is undocumented or a link is broken: tools/typedoc/typedoc.json.

import { join } from "node:path";
import { build } from "./build.mjs";
import { root, runOrExit } from "./process.mjs";
import { typedocPackages } from "./setup.mjs";

// typedoc needs the TypeScript that is written in JavaScript (6.0), but the native one compiles the project. So typedoc has a folder of its own.
const typedoc = join(root, "tools", "typedoc");

await build();
await typedocPackages();
await runOrExit(join(typedoc, "node_modules/.bin/typedoc"), ["--options", join(typedoc, "typedoc.json")]);
