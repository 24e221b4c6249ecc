// Reports the steps to a maintainer: a line for each while they run, all of them at the end, the tasks that are left for a human, and the result.

import { logStep } from "../process.mjs";

/** Runs the steps, and returns `{ name, state, text, left }` for each. A tag means the release itself: then no task may be left. */
export async function goThrough(steps, context) {
  const outcomes = [];
  for (const { name, check, takes } of steps) {
    logStep(takes === undefined ? name : `${name} (${takes})`);
    const outcome = await tryOne(name, check, context);
    console.log(lineOf(outcome));
    outcomes.push(outcome);
  }
  return outcomes;
}

async function tryOne(name, check, context) {
  try {
    const answer = await check(context);
    const { found, left = [] } = typeof answer === "string" ? { found: answer } : answer;
    if (context.tag === undefined || left.length === 0) return { name, state: "passed", text: found, left };
    return { name, state: "failed", text: left.map(({ what, how }) => `${what} is missing. ${how}`).join("\n"), left: [] };
  } catch ({ message }) {
    return { name, state: "failed", text: message, left: [] };
  }
}

/** Returns the outcome of a step that was left out. */
export const leftOut = ({ name }, text) => ({ name, state: "left out", text, left: [] });

const SIGNS = { passed: "✓", failed: "✗", "left out": "–" };
const lineOf = ({ name, state, text }) => `${SIGNS[state]} ${name}: ${text.replaceAll("\n", "\n    ")}`;

/** Returns the whole report, and whether the version may be released. `alwaysLeft` lists tasks that no step can check. */
export function report({ version, tag, out, outcomes, alwaysLeft }) {
  const failed = outcomes.filter(({ state }) => state === "failed");
  const missing = outcomes.filter(({ state }) => state === "left out");
  const lines = [`\nstripe-secret-store ${version}`, ...outcomes.map(lineOf), ""];
  const names = (some) => some.map(({ name }) => name).join("; ");
  if (failed.length > 0) return { ok: false, text: [...lines, `${version} cannot be released. Failed: ${names(failed)}.`].join("\n") };

  const left = tag === undefined ? [...outcomes.flatMap((outcome) => outcome.left), ...alwaysLeft] : [];
  if (left.length > 0) lines.push("Left for a human:", ...left.map(({ what, how }) => `  · ${what}: ${how}`), "");
  lines.push(`In ${out}: the tarball, its contents, the notes, the bills of materials`);
  const result =
    missing.length > 0
      ? `All other steps passed, but this cannot be a release of ${version}, because it left out: ${names(missing)}`
      : `${version} can be released`;
  lines.push(left.length > 0 ? `${result}. Left for a human: ${left.map(({ what }) => what).join(", ")}.` : `${result}.`);
  return { ok: true, text: lines.join("\n") };
}
