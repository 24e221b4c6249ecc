// Describes the requests of a run without sending them.

import { namesOf, prefixOf } from "../names";
import type { Facts, Need, Question, Step } from "../question";
import { unmet } from "../run";
import { wireRequest } from "../sender";
import { ACCOUNT, list, namesMade, WHOLE } from "../steps";
import { MADE_UP_USER } from "../questions/users";

/** The longest value that is shown, in characters. */
const LONGEST = 60;

interface DryRun {
  readonly base: string;
  readonly code: string;
  readonly questions: readonly Question[];
  readonly account: string | undefined;
  readonly otherAccount: string | undefined;
  /** The conditions that the run would meet. */
  readonly meets: readonly Need[];
  readonly now: number;
}

/** Returns one line for each request, under a line for each question. */
export function dryRun({ base, code, questions, account, otherAccount, meets, now }: DryRun): string[] {
  const facts = { now, taken: 0, account, otherAccount, otherUser: MADE_UP_USER };
  const lines = [
    `A run sends these requests to ${base}, at most 5 a second. None of them was sent.`,
    `All names of secrets begin with ${prefixOf(code)}, where the letters and digits differ each time.`,
    "A question is put again, up to four times, where its answer differs or does not come. Then its names have a number.",
    "",
    "before all questions:",
    described(list([...ACCOUNT, ...WHOLE]), account),
  ];
  for (const question of questions) {
    const reason = unmet(question, meets);
    if (reason !== undefined) {
      lines.push("", `${question.assumption}: not asked. ${reason}`);
      continue;
    }
    const current: Facts = { ...facts, names: namesOf(code, question.assumption) };
    const steps = question.steps(current);
    const made = new Set(steps.flatMap(namesMade));
    lines.push("", `${question.assumption}:`, ...steps.map((step) => described(step, account)));
    for (const name of made) lines.push(`  then, where it was made: POST /v1/apps/secrets/delete  name=${shortened(name)}`);
  }
  return lines;
}

function described(step: Step, account: string | undefined): string {
  const { method, query = [], body = [], key = "own", route } = step;
  const { headers } = wireRequest(step, account);
  const shown = Object.entries(headers).filter(([name, value]) => name !== "Content-Type" || value.endsWith("json"));
  const keys = { own: "", none: "  (without a key)", publishable: "  (with the publishable key)" };
  const form = [...query, ...body].map(([name, value]) => `${name}=${shortened(value)}`).join(" ");
  const where = query.length > 0 && body.length > 0 ? `  (${query.map(([name]) => name).join(", ")} also in the query)` : "";
  return `  ${method} /v1/apps/secrets${route}  ${form}${where}${keys[key]}  ${shown.map(([name, value]) => `${name}: ${shortened(value)}`).join(", ")}`;
}

const shortened = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST)}… (${value.length} characters)` : value);
