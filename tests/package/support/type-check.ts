// Runs the project's TypeScript compiler.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { here } from "./paths";

/** Returns the compiler's messages about a project. Rejects if the compiler cannot run. */
export function typeCheck(project: string): Promise<string> {
  return new Promise((resolve, reject) =>
    execFile(join(here, "../../node_modules/.bin/tsc"), ["-p", project, "--pretty", "false"], (error, output) =>
      // It ends with a number if it has messages.
      error && typeof error.code !== "number" ? reject(error) : resolve(output),
    ),
  );
}
