// Reads the documents and their blocks of code.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { here } from "./paths";

export const root = join(here, "../..");

const FOLDERS = [
  ".",
  "docs",
  "emulator/npm",
  "www",
  "examples",
  "examples/secret-store",
  "examples/dropbox-oauth-pkce",
  "examples/ask-stripe",
  "starter",
];

export interface Document {
  /** The path from the project's root. */
  readonly path: string;
  readonly text: string;
}

export const DOCUMENTS: readonly Document[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ path: relative(root, join(root, folder, name)), text: readFileSync(join(root, folder, name), "utf8") })),
);

export interface Block {
  readonly path: string;
  /** The number of its first line. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

export const blocksOf = ({ path, text }: Document): Block[] =>
  [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(({ 1: language = "", 2: code = "", index }) => ({
    path,
    line: text.slice(0, index).split("\n").length + 1,
    language,
    code,
  }));

export const BLOCKS: readonly Block[] = DOCUMENTS.flatMap(blocksOf);

/** Returns the target of a document's link, from the project's root. */
export const target = ({ path }: Document, link: string): string => join(dirname(path), decodeURI(link));
