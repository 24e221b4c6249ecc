// Puts the questions that need an extension, from inside of one.

import { SYSTEM_CLOCK } from "../clock";
import { createLedger, type Ledger } from "../ledger";
import { isRunCode, namesOf, runCode } from "../names";
import type { Need } from "../question";
import { QUESTIONS } from "../questions";
import { nameLeftBehind } from "../questions/inside";
import { MADE_UP_USER } from "../questions/users";
import { expectedOf, reportOf, type Report } from "../report";
import { run, type Result } from "../run";
import { createSender, type Clock, type Sender, type Transport } from "../sender";
import { prepare, set } from "../steps";

/** An extension that asks. */
export interface Inside {
  readonly transport: Transport;
  /** The id of the account. */
  readonly account: string;
  /** The id of the user, if the Dashboard gives it. */
  readonly user?: string | undefined;
  readonly clock?: Clock;
  /** Interrupts the run. It cleans up then. */
  readonly signal?: AbortSignal;
  readonly progress?: (result: Result) => void;
}

const OF_EXTENSIONS = QUESTIONS.filter(({ needs }) => needs.includes("extension"));

/**
 * Puts the questions that fit the app's permission: those about a missing `secret_write` if it is missing, and the others if it is not.
 *
 * @param otherUser The id of another user of the account. Default: a user that does not exist.
 * @throws Error if the permission cannot be found out, or an answer is of live mode
 */
export async function askInside(inside: Inside, otherUser: string = MADE_UP_USER): Promise<Report> {
  const session = sessionOf(inside, runCode());
  const permission = (await isPermitted(session)) ? "permission" : "no permission";
  return asked(session, ["extension", permission], { otherUser });
}

/**
 * Leaves a secret behind, and returns the code that finds it after the app was uninstalled and installed again.
 *
 * @throws Error if the secret could not be made
 */
export async function leaveSecret(inside: Inside): Promise<string> {
  const { sender, ledger, code, signal } = sessionOf(inside, runCode());
  const step = prepare(nameLeftBehind(code));
  ledger.expect(step);
  try {
    const reading = await sender.send(step, signal);
    if (!("reply" in reading)) throw new Error(`Stripe did not say whether the secret was made. ${reading.trouble}`);
    ledger.answered(step, reading.reply, true);
    const { status } = reading.reply;
    if (status !== 200) throw refused(status);
    return code;
  } catch (error) {
    if (await ledger.clear()) throw error;
    const names = ledger.left().map(({ name }) => name);
    throw new Error(`${(error as Error).message} Delete ${names.join(", ")}, if it is there.`, { cause: error });
  }
}

/**
 * Looks for the secret of this code, reports whether it is there, and deletes it.
 *
 * @throws Error if the code is mistyped
 */
export async function lookForSecret(inside: Inside, code: string): Promise<Report> {
  if (!isRunCode(code)) throw new Error("This is not a code that the app has shown. It has 14 digits and letters.");
  const session = sessionOf(inside, code);
  const leftBehind = nameLeftBehind(code);
  const report = await asked(session, ["extension", "reinstallation"], { leftBehind });
  const { ledger } = session;
  ledger.add(prepare(leftBehind));
  await ledger.clear();
  return { ...report, left_behind: ledger.left().map(({ name, scope }) => ({ name, scope })) };
}

/** The parts of a run, with one sender and one record for all of its requests. */
interface Session extends Inside {
  readonly clock: Clock;
  readonly code: string;
  readonly sender: Sender;
  readonly ledger: Ledger;
}

function sessionOf(inside: Inside, code: string): Session {
  const { transport, clock = SYSTEM_CLOCK } = inside;
  const sender = createSender({ transport, clock, code });
  return { ...inside, clock, code, sender, ledger: createLedger(sender, clock) };
}

/** Tries to make a secret, and deletes it. */
async function isPermitted({ sender, ledger, code, signal }: Session): Promise<boolean> {
  const step = set(namesOf(code, "permission").of("try"), { expects: [403], mayBeEmpty: true });
  ledger.expect(step);
  try {
    const reading = await sender.send(step, signal);
    if (!("reply" in reading)) throw new Error(`Stripe did not say whether the app may write secrets. ${reading.trouble}`);
    ledger.answered(step, reading.reply, true);
    const { status } = reading.reply;
    if (status !== 200 && status !== 403) throw refused(status);
    return status === 200;
  } finally {
    await ledger.clear();
  }
}

const refused = (status: number): Error =>
  new Error(`The secret was refused with the status ${status}. Delete a secret of the account's scope that you do not need.`);

async function asked(session: Session, meets: readonly Need[], facts: { otherUser?: string; leftBehind?: string }): Promise<Report> {
  const { sender, ledger, account, user, clock, code, signal, progress } = session;
  const done = await run({
    questions: OF_EXTENSIONS.filter(({ needs }) => needs.every((need) => meets.includes(need))),
    sender,
    ledger,
    clock,
    code,
    facts: { taken: 0, otherUser: MADE_UP_USER, ...facts },
    meets,
    expected: (assumption) => expectedOf(assumption)?.usual,
    signal,
    progress,
  });
  return reportOf(done, {
    target: isStripe(account) ? "stripe" : "other",
    part: "extension",
    apiVersion: sender.apiVersion(),
    now: clock.now(),
    secrets: [account, user, facts.otherUser],
  });
}

/** Returns whether an account's id has the form of Stripe's. In the local Dashboard it does not, and the report says that an emulator has answered. */
const isStripe = (account: string): boolean => /^acct_[A-Za-z0-9]{16,}$/.test(account);
