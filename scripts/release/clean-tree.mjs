// Checks that the work tree is exactly a commit.

import { tried } from "./tried.mjs";

export async function cleanTree({ root }) {
  const changed = (await tried("git", ["status", "--porcelain"], { cwd: root })).trimEnd();
  if (changed !== "") throw new Error(`commit it, or remove it with \`git stash --include-untracked\`:\n${changed}`);
  return (await tried("git", ["log", "-1", "--format=%h %s"], { cwd: root })).trim();
}
