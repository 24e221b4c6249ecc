// The extension of projects/stripe-tools-extension, once for each entry of the package, on either generation of Stripe's tools.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { withLock } from "../../scripts/lock.mjs";
import { backendOf, clientEntries, expected } from "./cell";
import { project, type Project } from "./project";

/** The versions of `@stripe/ui-extension-tools` that there are: 0.0 goes with the SDK's 8 and React 17, 0.1 with 9 and React 18. */
const TOOLS = ["0.0.1", "0.1.0"] as const;
export type Tools = (typeof TOOLS)[number];

export interface ExtensionProject extends Project {
  /** The folder of the extension that uses an entry, from the project's. */
  appOf(entry: string): string;
}

/** Installs the tools and what goes with them. Several test files may ask at once. */
export function extensionProject(tools: Tools): Promise<ExtensionProject> {
  const name = `stripe-tools-${tools}`;
  return withLock(join(tmpdir(), `stripe-secret-store-${name}.lock`), async () => {
    const installed = await project(name);
    const appOf = (entry: string) => join("apps", entry.replace("stripe-secret-store", "").slice(1) || "index");
    const sources = join(import.meta.dirname, "projects");
    place(join(sources, name), installed.folder, (text) => text);
    const placed = clientEntries.flatMap((entry) => {
      const folder = join(installed.folder, appOf(entry));
      const words = join(folder, "src/expected.ts");
      const files = place(join(sources, "stripe-tools-extension"), folder, (text) =>
        text.replaceAll(`"stripe-secret-store"`, `"${entry}"`),
      );
      write(words, `export const EXPECTED = ${JSON.stringify(expected(backendOf(entry)))};\n`);
      return [...files, words];
    });
    // What an earlier run placed and no source is there for.
    for (const file of filesOf(join(installed.folder, "apps"))) if (!placed.includes(file)) rmSync(file);
    return { ...installed, appOf };
  });
}

/** Copies a folder's files, changed, and gives their new paths. */
function place(from: string, to: string, change: (text: string) => string): string[] {
  const sources = filesOf(from).filter((file) => !/node_modules|package(-lock)?\.json$/.test(relative(from, file)));
  return sources.map((source) => {
    const file = join(to, relative(from, source));
    mkdirSync(dirname(file), { recursive: true });
    write(file, change(readFileSync(source, "utf8")));
    return file;
  });
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Not where nothing changes: another test file may be reading it. */
function write(file: string, text: string) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}
