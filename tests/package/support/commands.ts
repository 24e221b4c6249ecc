// Collects the commands in the documents: those in blocks, and those within sentences.

import { BLOCKS, DOCUMENTS } from "./documents";

export interface Command {
  readonly path: string;
  /** The number of the block's first line. */
  readonly line: number;
  /** The command on one line, without a remark after it. */
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

/** All commands in the documents, in blocks or not, recognised by their first word. */
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
