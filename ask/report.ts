// Makes the report of a run. It holds no key, no id and no text of the service but the names of types, codes, parameters and fields, and the shapes of messages.

import type { Left } from "./ledger";
import type { Observation, Step } from "./question";
import { RECORDED, type Recorded } from "./recorded";
import { identifier, mapTexts, messageShape, redactor } from "./redaction";
import type { Reply } from "./reply";
import { equals, type Run, type Verdict } from "./run";

/** The version of the report's form. */
export const FORMAT = 1;

/** A report, as `stripe-answers.json` has it. */
export interface Report {
  readonly format: typeof FORMAT;
  /** The day of the run, in UTC. */
  readonly date: string;
  /** `stripe` if `https://api.stripe.com` answered, and `other` for an emulator or a proxy. */
  readonly target: "stripe" | "other";
  /** The API version that the answers name. */
  readonly api_version: string | null;
  readonly part: "backend" | "extension";
  /** `false` if the run ended early. */
  readonly complete: boolean;
  /** The names and scopes of secrets that could not be deleted. */
  readonly left_behind: readonly Pick<Left, "name" | "scope">[];
  readonly results: readonly ReportedResult[];
}

/** The result of one question. */
export interface ReportedResult {
  readonly assumption: string;
  readonly verdict: Verdict;
  /** `true` if the answer differs as the emulator does with the assumption switched off, or on where it is off by default. */
  readonly as_switched?: boolean;
  readonly reason?: string;
  /** The emulator's observation. */
  readonly emulator: Observation;
  /** The observation of this run. `null` if it could not tell. */
  readonly stripe: Observation | null;
  /** The shapes of the answers to the question. */
  readonly answers: readonly Shape[];
}

/** The shape of one answer. */
export interface Shape {
  readonly request: string;
  readonly status: number;
  readonly type: string | null;
  readonly code: string | null;
  readonly param: string | null;
  readonly message: string | null;
  /** The names of the fields of the answer, or of its error. */
  readonly fields: readonly string[];
}

/** Returns the emulator's observation by default, and the one with the assumption switched. */
export function expectedOf(assumption: string): { usual: Observation; switched: Observation } | undefined {
  const recorded: Recorded | undefined = RECORDED[assumption];
  if (!recorded) return undefined;
  const { enabled, holds, off } = recorded;
  return enabled ? { usual: holds, switched: off } : { usual: off, switched: holds };
}

interface Origin {
  readonly target: Report["target"];
  readonly part: Report["part"];
  readonly apiVersion: string;
  readonly now: number;
  /** The texts that the report may not hold, such as the key. */
  readonly secrets: readonly (string | undefined)[];
}

export function reportOf({ results, error, left }: Run, { target, part, apiVersion, now, secrets }: Origin): Report {
  const redact = redactor(secrets);
  const reported = results.map(({ assumption, verdict, reason, observation, exchanges }): ReportedResult => {
    const expected = expectedOf(assumption);
    return {
      assumption,
      verdict,
      ...(verdict === "differs" && { as_switched: equals(observation ?? {}, expected?.switched) }),
      ...(reason !== undefined && { reason }),
      emulator: expected?.usual ?? {},
      stripe: observation ? safe(observation) : null,
      answers: exchanges.map(({ step, reply }) => shape(step, reply)),
    };
  });
  const report: Report = {
    format: FORMAT,
    date: new Date(now).toISOString().slice(0, 10),
    target,
    api_version: /^[\w.; =-]{1,60}$/.test(apiVersion) ? apiVersion : null,
    part,
    complete: error === undefined,
    left_behind: left.map(({ name, scope }) => ({ name, scope })),
    results: reported,
  };
  return mapTexts(report, redact) as Report;
}

/** Hides every text of an observation that does not consist of names such as types, codes, parameters and fields. */
const safe = (observation: Observation): Observation =>
  Object.fromEntries(Object.entries(observation).map(([name, value]) => [name, typeof value === "string" ? names(value) : value]));

const names = (text: string): string => text.split(", ").map(identifier).join(", ");

function shape({ method, route }: Step, { status, fields, error }: Reply): Shape {
  const shown = error && typeof fields.error === "object" && fields.error !== null ? fields.error : fields;
  return {
    request: `${method} /v1/apps/secrets${route}`,
    status,
    type: nameOf(error?.type),
    code: nameOf(error?.code),
    param: nameOf(error?.param),
    message: typeof error?.message === "string" ? messageShape(error.message) : null,
    fields: [...new Set(Object.keys(shown).map(identifier))].sort(),
  };
}

const nameOf = (text: string | null | undefined): string | null => (typeof text === "string" ? identifier(text) : null);
