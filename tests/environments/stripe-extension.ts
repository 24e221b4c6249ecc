// Prepares the extension of projects/stripe-tools-extension for each entry of the package, with both generations of Stripe's tools.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { withLock } from "../../scripts/lock.mjs";
import { backendOf, clientEntries, expected } from "./cell";
import { project, type Project } from "./project";

/** The versions of `@stripe/ui-extension-tools`: 0.0 needs SDK 8 and React 17, 0.1 needs SDK 9 and React 18. */
const TOOLS = ["0.0.1", "0.1.0"] as const;
export type Tools = (typeof TOOLS)[number];

export interface ExtensionProject extends Project {
  /** Returns the folder of the extension with an entry, relative to the project. */
  appOf(entry: string): string;
}

/** Installs the tools and their packages. Several test files may call this at the same time. */
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
    // An earlier run left these files, and their sources are gone.
    for (const file of filesOf(join(installed.folder, "apps"))) if (!placed.includes(file)) rmSync(file);
    return { ...installed, appOf };
  });
}

/** Copies a folder's files with changes, and returns their new paths. */
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

/** Writes a file only if its text changes, because another test file may be reading it. */
function write(file: string, text: string) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}
