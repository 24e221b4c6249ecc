// Describes the change that the reports make: facts, defaults that flip, and the files to look at.

import { RECORDED } from "../recorded";
import type { Merged } from "./merge";
import type { Fact } from "./table";

/** The commands after the change, in their order. */
export const NEXT = [
  "UPDATE=1 cargo test -p secret-store-emulator assumptions",
  "UPDATE=1 npm test -- clients ask-questions",
  ".ci/run",
] as const;

/**
 * Returns the lines that describe a change.
 *
 * @param mentions Returns the files that mention an assumption.
 */
export function plan(
  { facts, contradictions, unexplained, open }: Merged,
  known: readonly Fact[],
  mentions: (assumption: string) => readonly string[],
): string[] {
  const isFlip = ({ assumption, holds }: Fact) => RECORDED[assumption]?.enabled !== holds;
  const isNew = (fact: Fact) =>
    !known.some((old) => old.assumption === fact.assumption && old.date === fact.date && old.apiVersion === fact.apiVersion);
  const evidence = ({ date, apiVersion }: Fact) => `shown on ${date}, API version ${apiVersion}`;
  const confirmed = facts.filter((fact) => !isFlip(fact) && isNew(fact));
  const flips = facts.filter(isFlip);
  return [
    ...part(
      `Facts (${confirmed.length}): the emulator is right`,
      confirmed.map((fact) => `${fact.assumption}: ${evidence(fact)}`),
    ),
    ...part(
      `Defaults that flip (${flips.length})`,
      flips.flatMap((fact) => [
        `${fact.assumption}: ${fact.holds ? "on" : "switched off"} by default from now on; ${evidence(fact)}`,
        ...mentions(fact.assumption).map((file) => `  look at ${file}`),
      ]),
    ),
    ...part(
      `Answers that the emulator cannot give yet (${unexplained.length}): change the engine by hand`,
      unexplained.flatMap(({ assumption, observation, sources }) => [
        `${assumption}: ${JSON.stringify(observation)} by ${sources.join(", ")}`,
        ...mentions(assumption).map((file) => `  look at ${file}`),
      ]),
    ),
    ...part(
      `Contradictions (${contradictions.length}): the table keeps these assumptions as they are`,
      contradictions.flatMap(({ assumption, sources }) => [
        `${assumption}:`,
        ...sources.map(({ source, behaviour }) => `  ${source}: ${behaviour}`),
      ]),
    ),
    ...part(`Open (${open.length})`, open.length > 0 ? [open.join(", ")] : []),
  ];
}

/** Returns a title with its lines. A part without lines is left out. */
const part = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
