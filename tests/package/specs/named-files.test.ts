// Checks that the files exist that documents and comments name.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { root } from "../support/documents";

const TEXTS = /\.(?:md|rs|tsx?|m?js|toml|ya?ml)$/;
/** Installed, built and copied files, and those of the fuzzers. */
const OTHERS = /^(?:node_modules|target|dist|pkg|corpus|results|public-declarations|\..*)$/;

function* textsIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (OTHERS.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* textsIn(path);
    else if (TEXTS.test(entry.name)) yield path;
  }
}

/** Returns a whole document, or the comments that begin a line of a source. */
function prose(path: string): string {
  const text = readFileSync(path, "utf8");
  return path.endsWith(".md") ? text : (text.match(/^\s*(?:\/\/|\*|\/\*\*|#).*$/gm) ?? []).join("\n");
}

const FOLDERS = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() && !OTHERS.test(entry.name) ? [entry.name] : [],
);
const NAMED = new RegExp(`(?<![\\w./@-])(?:${FOLDERS.join("|")})/[\\w./-]*\\.(?:md|rs|tsx?|m?js|toml|ya?ml|json)\\b`, "g");

/** Returns whether a named file is in one of the folders where a name may start: the project's root, its packages and its crates. */
function isThere(named: string, from: string): boolean {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, named))) return true;
    if (relative(root, folder) === "") return false;
  }
}

test("finds the files that documents and comments name", () => {
  const named = [...textsIn(root)].flatMap((path) => (prose(path).match(NAMED) ?? []).map((name) => ({ path, name })));
  expect(named.length).toBeGreaterThan(100);
  const missing = named.filter(({ path, name }) => !isThere(name, path));
  expect(missing.map(({ path, name }) => `${relative(root, path)} names ${name}`)).toEqual([]);
});
