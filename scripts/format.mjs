// `npm run format`: lays out everything as .ci/run wants it.

import { join } from "node:path";
import { must, root } from "./process.mjs";
import { npmPackages } from "./setup.mjs";

await npmPackages();
await must("cargo", ["fmt", "--all"]);
await must(join(root, "node_modules/.bin/prettier"), ["--write", "--log-level", "warn", "."]);
