// What the steps found, as a maintainer reads it: a line each while they run and all of them at the end, what is left for a human, and the verdict.

import { say } from "../process.mjs";

/** Goes through steps, and answers `{ name, state, text, left }` of each. With a tag it is the release itself: nothing may be left to do then. */
export async function goThrough(steps, context) {
  const outcomes = [];
  for (const { name, check } of steps) {
    say(name);
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

/** Of a step that was left out. */
export const leftOut = ({ name }, text) => ({ name, state: "left out", text, left: [] });

const SIGNS = { passed: "✓", failed: "✗", "left out": "–" };
const lineOf = ({ name, state, text }) => `${SIGNS[state]} ${name}: ${text.replaceAll("\n", "\n    ")}`;

/** The whole, and whether it may be released. */
export function report({ version, tag, out, outcomes, alwaysLeft }) {
  const failed = outcomes.filter(({ state }) => state === "failed");
  const missing = outcomes.filter(({ state }) => state === "left out");
  const left = tag === undefined ? [...outcomes.flatMap((outcome) => outcome.left), ...alwaysLeft] : [];
  const lines = [`\nstripe-secret-store ${version}`, ...outcomes.map(lineOf)];
  if (left.length > 0) lines.push("\nLeft for a human:", ...left.map(({ what, how }) => `  · ${what}. ${how}`));
  lines.push(`\nThe tarball, its contents, the notes and the bills of materials: ${out}`);

  const names = (some) => some.map(({ name }) => name).join("; ");
  if (failed.length > 0) lines.push(`${version} cannot be released. Failed: ${names(failed)}.`);
  else if (missing.length > 0)
    lines.push(`This was no release of ${version}: left out was ${names(missing)}. All else holds.${then(left)}`);
  else lines.push(`${version} can be released.${then(left)}`);
  return { text: lines.join("\n"), ok: failed.length === 0 };
}

const then = (left) => (left.length > 0 ? ` Left for a human: ${left.map(({ what }) => what).join(", ")}.` : "");
