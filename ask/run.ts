// Puts the questions of a run, one after the other, and cleans up after each.

import type { Ledger, Left } from "./ledger";
import { namesOf } from "./names";
import type { Facts, Need, Observation, Question, Step } from "./question";
import type { Reply } from "./reply";
import { Interrupted, type Clock, type Sender } from "./sender";

export type Verdict = "same" | "differs" | "could not tell";

/** The result of one question. */
export interface Result {
  readonly assumption: string;
  readonly verdict: Verdict;
  /** The reason why the question could not tell. */
  readonly reason?: string;
  readonly observation?: Observation;
  /** The requests of the question itself, without those that prepare it, and their answers. */
  readonly exchanges: readonly Exchange[];
}

interface Exchange {
  readonly step: Step;
  readonly reply: Reply;
}

export interface RunOptions {
  readonly questions: readonly Question[];
  readonly sender: Sender;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The code of the run, which all names have. */
  readonly code: string;
  readonly facts: Omit<Facts, "names" | "now">;
  /** The conditions that this run meets. */
  readonly meets: readonly Need[];
  /** Returns the emulator's observation. */
  readonly expected: (assumption: string) => Observation | undefined;
  /** Interrupts the run. It cleans up then. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (result: Result) => void;
}

export interface Run {
  readonly results: readonly Result[];
  readonly isInterrupted: boolean;
  /** The error that ended the run early. */
  readonly error?: Error;
  /** The secrets that could not be deleted. */
  readonly left: readonly Left[];
}

/** Secrets could not be deleted. */
class NotDeletedError extends Error {}

/** The number of times that a question is put until two observations agree. */
const ATTEMPTS = 4;

/** The number of times that a request is sent until it has an answer. */
const STEP_ATTEMPTS = 4;

/** The pause after trouble, in milliseconds. It doubles each time. */
const PAUSE = 1_000;

/** The milliseconds before the last attempt to delete what could not be deleted. */
const RECOVERY = 10_000;

const NOT_REACHED = "The run ended before this question.";

const UNMET: Readonly<Record<Need, string>> = {
  backend: "It needs a backend's key: npm run ask-stripe.",
  account: "It needs --account with the id of an account that installed the app.",
  "one account": "With --other-account, a request without an account is ambiguous: run it again without that option.",
  "other account": "It needs --other-account with the id of a second account that installed the app.",
  "publishable key": "It needs a publishable key in STRIPE_PUBLISHABLE_KEY.",
  extension: "It needs the extension examples/ask-stripe.",
  permission: "It needs the extension examples/ask-stripe with the permission secret_write.",
  "no permission": "It needs the extension examples/ask-stripe without the permission secret_write.",
  reinstallation: "It needs the extension examples/ask-stripe, uninstalled and installed again.",
};

/** Runs the questions. Never rejects, except for a defect of its own. */
export async function run(options: RunOptions): Promise<Run> {
  const { questions, sender, ledger, clock, code, facts, meets, expected, signal, progress = () => {} } = options;
  const results: Result[] = [];
  let error: Error | undefined;

  /** Sends a step, and repeats it after trouble if that cannot change the answer. Records the secrets that it may make. */
  async function sendPatiently(step: Step) {
    ledger.expect(step);
    const attempts = isRepeatable(step) ? STEP_ATTEMPTS : 1;
    let reading = await sender.send(step, signal);
    let isSure = true;
    for (let attempt = 1; attempt < attempts && !("reply" in reading); attempt += 1) {
      isSure = false;
      reading = await sender.send(step, signal);
    }
    if ("reply" in reading) ledger.answered(step, reading.reply, isSure);
    return reading;
  }

  /** Puts a question once. Throws what ends the run. */
  async function attempt(question: Question, number: number): Promise<Attempt> {
    const names = namesOf(code, number === 0 ? question.assumption : `${question.assumption}-${number}`);
    const current = { ...facts, names, now: sender.serverNow() };
    const exchanges: Exchange[] = [];
    for (const step of question.steps(current)) {
      const reading = await sendPatiently(step);
      if (!("reply" in reading)) return { reason: reading.trouble };
      const { reply } = reading;
      if (step.prepares && reply.status !== 200)
        return { reason: `A request that prepares the question was refused with the status ${reply.status}.` };
      exchanges.push({ step, reply });
    }
    const observation = question.observe(
      exchanges.map(({ reply }) => reply),
      current,
    );
    return observation ? { observation, exchanges } : { reason: "The answers did not show it." };
  }

  async function put(question: Question): Promise<Result> {
    const { assumption } = question;
    const wanted = expected(assumption);
    const differing: Observation[] = [];
    let reason = "Its answers changed from one time to the next.";
    for (let number = 0; number < ATTEMPTS; number += 1) {
      if (number > 0 && differing.length === 0) await clock.sleep(PAUSE * 2 ** (number - 1), signal);
      const outcome = await attempt(question, number).finally(() => ledger.clear());
      if (ledger.left().length > 0) throw new NotDeletedError("Secrets of the run could not be deleted, so no further question was put.");
      if (!("observation" in outcome)) {
        reason = outcome.reason;
        continue;
      }
      const { observation, exchanges } = outcome;
      const shown = exchanges.filter(({ step }, index) => !step.prepares || index === exchanges.length - 1);
      if (equals(observation, wanted)) return { assumption, verdict: "same", observation, exchanges: shown };
      // A difference counts only if it is seen twice: a proxy, a limit or another program may have made the first.
      if (differing.some((earlier) => equals(earlier, observation)))
        return { assumption, verdict: "differs", observation, exchanges: shown };
      differing.push(observation);
    }
    return { assumption, verdict: "could not tell", reason, exchanges: [] };
  }

  for (const question of questions) {
    const { assumption } = question;
    const reason = unmet(question, meets) ?? (error && NOT_REACHED);
    let result: Result = { assumption, verdict: "could not tell", ...(reason !== undefined && { reason }), exchanges: [] };
    if (reason === undefined) {
      try {
        result = await put(question);
      } catch (caught) {
        error = caught instanceof Error ? caught : new Error("The run failed.");
        result = { ...result, reason: error.message };
      }
    }
    results.push(result);
    if (reason !== NOT_REACHED) progress(result);
  }
  if (error instanceof NotDeletedError) await clock.sleep(RECOVERY);
  await ledger.clear();
  return { results, isInterrupted: error instanceof Interrupted, ...(error && { error }), left: ledger.left() };
}

/**
 * Returns whether a request can be repeated without changing its answer: it reads, or it sets a secret, where the first request may already have been carried out.
 * With a header of its own, such as an idempotency key, a repetition may be another question.
 */
const isRepeatable = ({ method, route, headers }: Step): boolean => method !== "POST" || (route === "" && headers === undefined);

/** Returns why a run cannot put a question, or `undefined` if it can. */
export function unmet({ needs }: Question, meets: readonly Need[]): string | undefined {
  const need = needs.find((need) => !meets.includes(need));
  return need && UNMET[need];
}

type Attempt = { readonly observation: Observation; readonly exchanges: readonly Exchange[] } | { readonly reason: string };

/** Compares two observations field by field. */
export function equals(one: Observation, other: Observation | undefined): boolean {
  if (other === undefined) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
