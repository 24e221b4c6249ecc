// The page and the frame's scripts, as the build has written them into target/dashboard: see scripts/build/dashboard.mjs.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReactVersion } from "./config";

const folder = fileURLToPath(new URL("../../target/dashboard/", import.meta.url));

/** Returns the files of the page, by their paths on the server. */
export function builtPage(): ReadonlyMap<string, Buffer> {
  const page = join(folder, "page");
  if (!existsSync(page)) throw new Error("The Dashboard's page is not built: run `npm run build`.");
  const files = readdirSync(page, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`/${relative(page, path).replaceAll("\\", "/")}`, readFileSync(path)];
    }),
  );
}

/** Returns the script of the frame that has this version of React. */
export const builtFrame = (react: ReactVersion): Buffer => readFileSync(join(folder, `react-${react}.js`));
