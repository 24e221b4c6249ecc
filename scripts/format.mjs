// `npm run format`: lays out everything as .ci/run wants it.

import { join } from "node:path";
import { root, runOrExit } from "./process.mjs";
import { npmPackages } from "./setup.mjs";

await npmPackages();
await runOrExit("cargo", ["fmt", "--all"]);
await runOrExit(join(root, "node_modules/.bin/prettier"), ["--write", "--log-level", "warn", "."]);
