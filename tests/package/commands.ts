// The commands that the documents tell their readers to type: those of the blocks, and those in the midst of a sentence.

import { BLOCKS, DOCUMENTS } from "./documents";

export interface Command {
  readonly path: string;
  /** Of the block's first line. */
  readonly line: number;
  /** Without the remark behind it, and in one line. */
  readonly text: string;
}

export const COMMANDS: readonly Command[] = BLOCKS.filter(({ language }) => /^(sh|bash|shell|console)$/.test(language)).flatMap(
  ({ path, line, code }) =>
    code
      .replaceAll(/\\\n\s*/g, "")
      .split("\n")
      .map((text) => ({ path, line, text: text.replace(/\s+# .*$/, "").trim() }))
      .filter(({ text }) => text !== ""),
);

/** All that anybody is told to run, in blocks or not, by what it begins with. */
export const MENTIONED: readonly Command[] = [
  ...COMMANDS,
  ...DOCUMENTS.flatMap(({ path, text }) =>
    [...text.matchAll(/`((?:UPDATE=1 )?(?:npm|npx|cargo|curl) [^`\n]+)`/g)].map(({ 1: code = "", index }) => ({
      path,
      line: text.slice(0, index).split("\n").length,
      text: code,
    })),
  ),
];
