// Runs the command: reads the options and the key, puts the questions, and writes the report.

import { resolve } from "node:path";
import { SYSTEM_CLOCK } from "../clock";
import { createLedger, type Left } from "../ledger";
import { markdown } from "../markdown";
import { runCode } from "../names";
import { preflight } from "../preflight";
import type { Need } from "../question";
import { QUESTIONS } from "../questions";
import { redactor } from "../redaction";
import { expectedOf, reportOf } from "../report";
import { run, unmet, type Result, type Run } from "../run";
import { createSender, Interrupted, type Clock } from "../sender";
import { checkEnvironment, STRIPE } from "./address";
import { dryRun } from "./dry-run";
import { prepareFolder, writeFiles } from "./files";
import { httpTransport } from "./http";
import { checkedKey, checkedPublishableKey, UsageError } from "./key";
import { HELP, readOptions, type Options } from "./options";
import { askHidden } from "./prompt";

/** The exit code after an interruption: the one of programs that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Runs the command with these arguments, and returns its exit code. Never rejects, and prints no key.
 *
 * @param clock Lets time pass. Tests have one without pauses.
 */
export async function main(args: readonly string[], clock: Clock = SYSTEM_CLOCK): Promise<number> {
  const secrets: string[] = [];
  try {
    return await command(args, clock, secrets);
  } catch (error) {
    const message = error instanceof Error ? error.message : "The command failed.";
    console.error(`ask-stripe: ${redactor(secrets)(message)}`);
    if (error instanceof Interrupted) return INTERRUPTED;
    return error instanceof UsageError ? 2 : 1;
  }
}

async function command(args: readonly string[], clock: Clock, secrets: string[]): Promise<number> {
  const options = readOptions(args);
  if (options.isHelp) return say(HELP);
  const questions = QUESTIONS.filter(({ assumption }) => options.only.length === 0 || options.only.includes(assumption));
  const code = runCode();
  if (options.isDryRun) {
    const meets = meetsOf(options, readPublishableKey());
    return say(dryRun({ ...options, code, questions, meets, now: clock.now() }).join("\n"));
  }
  const { base, account, otherAccount } = options;
  checkEnvironment(base, process.env);
  const key = await readKey();
  const publishableKey = readPublishableKey();
  secrets.push(key, ...(publishableKey === undefined ? [] : [publishableKey]));

  const folder = folderOf(options);
  prepareFolder(folder);
  const sender = createSender({ transport: httpTransport(base, { key, publishableKey }), clock, code, account });
  const ledger = createLedger(sender, clock);
  const interruption = new AbortController();
  const { signal } = interruption;
  const stopListening = onInterruption({
    once: () => {
      console.error("ask-stripe: Cleaning up. Ctrl-C ends the command at once, and leaves secrets behind.");
      interruption.abort();
    },
    again: () => {
      if (ledger.left().length > 0) console.error(leftBehind(ledger.left()));
      process.exit(INTERRUPTED);
    },
  });
  console.error(
    `ask-stripe: ${base} gets the key and ${questions.length} questions. The names of all secrets that are made contain ${code}.`,
  );
  const meets = meetsOf(options, publishableKey);
  let done: Run;
  try {
    const put = questions.filter((question) => unmet(question, meets) === undefined);
    const { facts, earlier } = await preflight(sender, clock, { questions: put, account, otherAccount, signal });
    if (earlier.length > 0) console.error(`ask-stripe: An earlier run left ${earlier.join(", ")} behind. Delete them.`);
    let number = 0;
    const progress = ({ assumption, verdict, reason }: Result) => {
      number += 1;
      console.error(`  ${number}/${questions.length} ${assumption}: ${verdict}${reason === undefined ? "" : `. ${reason}`}`);
    };
    const expected = (assumption: string) => expectedOf(assumption)?.usual;
    done = await run({ questions, sender, ledger, clock, code, facts, meets, expected, signal, progress });
  } finally {
    stopListening();
  }
  const report = reportOf(done, {
    target: base === STRIPE ? "stripe" : "other",
    part: "backend",
    apiVersion: sender.apiVersion(),
    now: clock.now(),
    secrets: [...secrets, account, otherAccount],
  });
  const isWritten = writeFiles(folder, { json: `${JSON.stringify(report, null, 2)}\n`, page: markdown(report) });
  const exitCode = finish(done);
  return isWritten ? exitCode : exitCode || 1;
}

function meetsOf({ account, otherAccount }: Options, publishableKey: string | undefined): Need[] {
  return [
    "backend",
    ...(account === undefined ? [] : (["account"] as const)),
    otherAccount === undefined ? "one account" : "other account",
    ...(publishableKey === undefined ? [] : (["publishable key"] as const)),
  ];
}

/** Returns the key of the environment, or asks for it. */
async function readKey(): Promise<string> {
  for (const name of ["STRIPE_API_KEY", "STRIPE_SECRET_KEY"]) {
    const key = process.env[name];
    if (key !== undefined && key !== "") return checkedKey(key, name);
  }
  return checkedKey((await askHidden("A secret key of test mode (it is not shown): ")).trim(), "The key");
}

function readPublishableKey(): string | undefined {
  const key = process.env.STRIPE_PUBLISHABLE_KEY;
  return key === undefined || key === "" ? undefined : checkedPublishableKey(key, "STRIPE_PUBLISHABLE_KEY");
}

/** The milliseconds between signals that count as one: npm forwards a signal that the terminal also sends. */
const SAME_SIGNAL = 1_000;

/**
 * Calls `once` at the first signal to end, and `again` at Ctrl-C after it. The other signals do not end the clean-up:
 * a terminal that closes sends one, and the end of npm sends another a little later. Returns a function that stops it.
 */
function onInterruption({ once, again }: { once: () => void; again: () => void }): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  let first: number | undefined;
  const act = (signal: NodeJS.Signals) => {
    if (first === undefined) {
      first = performance.now();
      once();
    } else if (signal === "SIGINT" && performance.now() - first > SAME_SIGNAL) again();
  };
  for (const signal of signals) process.on(signal, act);
  return () => {
    for (const signal of signals) process.off(signal, act);
  };
}

/** npm runs its scripts in the project's folder, but a relative path belongs to the folder where npm was called. */
const folderOf = ({ out }: Options): string => resolve(process.env.INIT_CWD ?? "", out);

function finish({ results, isInterrupted, error, left }: Run): number {
  const count = (verdict: Result["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  console.log(`${count("same")} same, ${count("differs")} different, ${count("could not tell")} could not tell`);
  if (left.length > 0) console.error(leftBehind(left));
  if (isInterrupted) return INTERRUPTED;
  if (error) console.error(`ask-stripe: ${error.message}`);
  return error || left.length > 0 ? 1 : 0;
}

const leftBehind = (left: readonly Left[]): string =>
  [
    "ask-stripe: These secrets may be left behind. Delete them:",
    ...left.map(({ name, scope, account }) => `  ${name} (scope ${scope}${account === undefined ? "" : `, account ${account}`})`),
  ].join("\n");

function say(text: string): number {
  console.log(text);
  return 0;
}
