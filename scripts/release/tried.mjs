// Runs a program for a step. If it fails, its output becomes the reason.

import { run } from "../process.mjs";

export async function tried(program, args, options) {
  const { code, output } = await run(program, args, { ...options, hidden: true });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${output.trim()}`);
  return output;
}
