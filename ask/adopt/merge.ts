// Merges reports: an assumption becomes a fact if all reports that could tell agree.

import type { Observation } from "../question";
import { RECORDED } from "../recorded";
import { equals } from "../run";
import type { Evidence } from "./read";
import type { Fact } from "./table";

/** Answers of several sources about one assumption that do not agree. */
interface Contradiction {
  readonly assumption: string;
  readonly sources: readonly { readonly source: string; readonly behaviour: string }[];
}

/** An answer that is neither the emulator's with the assumption nor the one without it. */
interface Unexplained {
  readonly assumption: string;
  readonly observation: Observation;
  readonly sources: readonly string[];
}

export interface Merged {
  /** The facts of the reports, in the order of the assumptions. */
  readonly facts: readonly Fact[];
  readonly contradictions: readonly Contradiction[];
  readonly unexplained: readonly Unexplained[];
  /** The assumptions that no report could tell and no fact covers. */
  readonly open: readonly string[];
}

/** An answer about an assumption, by a report or by the table. */
interface Answer {
  readonly source: string;
  readonly date: string;
  readonly apiVersion: string;
  /** `true` and `false` are the emulator's behaviours; an observation is another one. */
  readonly behaviour: boolean | Observation;
}

/** Merges reports with the facts that the table has already. */
export function merge(reports: readonly Evidence[], known: readonly Fact[]): Merged {
  const facts: Fact[] = [];
  const contradictions: Contradiction[] = [];
  const unexplained: Unexplained[] = [];
  const open: string[] = [];
  for (const [assumption, { holds, off }] of Object.entries(RECORDED)) {
    const answers = reports.flatMap(({ observations, ...report }): Answer[] => {
      const observation = observations[assumption];
      if (observation === undefined) return [];
      return [{ ...report, behaviour: equals(observation, holds) ? true : equals(observation, off) ? false : observation }];
    });
    const before = known
      .filter((fact) => fact.assumption === assumption)
      .map((fact): Answer => ({ ...fact, source: "emulator/src/evidence.rs", behaviour: fact.holds }));
    const all = [...before, ...answers];
    const newest = [...answers].sort((one, other) => one.date.localeCompare(other.date)).at(-1);
    const [first] = all;
    if (first === undefined) open.push(assumption);
    else if (all.some(({ behaviour }) => !isSame(behaviour, first.behaviour))) {
      contradictions.push({
        assumption,
        sources: all.map(({ source, date, apiVersion, behaviour }) => ({
          source: `${source} (${date}, ${apiVersion})`,
          behaviour: describe(behaviour),
        })),
      });
    } else if (newest !== undefined) {
      const { behaviour, date, apiVersion } = newest;
      if (typeof behaviour === "boolean") facts.push({ assumption, holds: behaviour, date, apiVersion });
      else unexplained.push({ assumption, observation: behaviour, sources: answers.map(({ source }) => source) });
    }
  }
  return { facts, contradictions, unexplained, open };
}

const isSame = (one: Answer["behaviour"], other: Answer["behaviour"]): boolean =>
  typeof one === "boolean" || typeof other === "boolean" ? one === other : equals(one, other);

const describe = (behaviour: Answer["behaviour"]): string =>
  behaviour === true ? "as assumed" : behaviour === false ? "as switched off" : JSON.stringify(behaviour);
