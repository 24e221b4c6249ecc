// `npm run format`: formats all files as .ci/run expects them.

import { join } from "node:path";
import { root, runOrExit } from "./process.mjs";
import { npmPackages } from "./setup.mjs";

await npmPackages();
await runOrExit("cargo", ["fmt", "--all"]);
await runOrExit(join(root, "node_modules/.bin/prettier"), ["--write", "--log-level", "warn", "."]);
