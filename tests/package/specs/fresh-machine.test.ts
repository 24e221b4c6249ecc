// Checks the commands of package.json on a machine that has only Rust and Node: the packages are installed by the commands themselves, so that no command
// may import one before.

import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../support/documents";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
const COMMANDS = Object.entries(scripts).map(([name, line]): [name: string, file: string] => [
  name,
  /^node (\S+\.mjs)( |$)/.exec(line)![1]!,
]);

/** Returns the packages that a program and the files that it imports load before they run, with the file that imports each. */
async function packagesOf(file: string) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "silent",
    metafile: true,
    write: false,
  });
  const found: string[] = [];
  const seen = new Set([file]);
  for (const importer of seen)
    for (const { path, kind, external } of metafile.inputs[importer]!.imports) {
      if (kind !== "import-statement" || path.startsWith("node:")) continue;
      if (external) found.push(`${importer}: ${path}`);
      else seen.add(path);
    }
  return found;
}

test.each(COMMANDS)("npm run %s imports no package before it has installed it", async (_, file) => {
  expect(await packagesOf(file)).toEqual([]);
});

test("finds a package that a program imports at once", async () => {
  expect(await packagesOf("scripts/screenshot.mjs")).toContain("scripts/screenshot.mjs: vite");
});
