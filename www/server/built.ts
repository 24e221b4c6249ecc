// Reads the page and the frame's scripts that scripts/build/dashboard.mjs has written to target/dashboard.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReactVersion } from "./config";

const folder = fileURLToPath(new URL("../../target/dashboard/", import.meta.url));

/** Returns the page's files by their paths on the server. */
export function builtPage(): ReadonlyMap<string, Buffer> {
  const page = join(folder, "page");
  if (!existsSync(page)) throw new Error("The Dashboard's page is missing. Run `npm run build`.");
  const files = readdirSync(page, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`/${relative(page, path).replaceAll("\\", "/")}`, readFileSync(path)];
    }),
  );
}

/** Returns the frame's script that contains this version of React. */
export const builtFrame = (react: ReactVersion): Buffer => readFileSync(join(folder, `react-${react}.js`));
