// `npm run adopt-answers FILE`: turns reports of `npm run ask-stripe` into a change of the emulator's facts and defaults.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleAsk } from "./build/ask.mjs";
import { root } from "./process.mjs";

/** Returns the files that mention an assumption. */
function mentions(assumption) {
  try {
    return execFileSync("git", ["grep", "-lw", assumption], { cwd: root, encoding: "utf8" }).trim().split("\n");
  } catch {
    return [];
  }
}

const { adopt } = await import(pathToFileURL(await bundleAsk("adopt")).href);
process.exitCode = adopt({ args: process.argv.slice(2), table: join(root, "emulator", "src", "evidence.rs"), mentions });
