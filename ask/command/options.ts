// Reads the arguments of the command. A key among them is refused, because other programs of the machine can read them.

import { parseArgs } from "node:util";
import { QUESTIONS } from "../questions";
import { checkedBase, STRIPE } from "./address";
import { UsageError } from "./key";

export const HELP = `Asks Stripe about each assumption of the emulator, with a key of test mode, and writes a report.

  ask-stripe [options]

  --dry-run             prints every request and sends none; needs no key
  --only NAME           asks about this assumption alone; can be given several times
  --base URL            sends the requests to an emulator or a proxy instead of ${STRIPE}
  --account ID          the account that installed your app, for Stripe-Account
  --other-account ID    a second account that installed your app
  --out FOLDER          the folder for stripe-answers.json and stripe-answers.md; the current one by default
  --help                prints this text

The key is read from STRIPE_API_KEY or STRIPE_SECRET_KEY, or you are asked for it. STRIPE_PUBLISHABLE_KEY can hold a publishable key of test mode.
docs/ask-stripe.md says what the command does to your account.`;

export interface Options {
  readonly isDryRun: boolean;
  readonly isHelp: boolean;
  /** The names of the chosen assumptions. Empty for all. */
  readonly only: readonly string[];
  readonly base: string;
  readonly account: string | undefined;
  readonly otherAccount: string | undefined;
  readonly out: string;
}

/** The beginning of a key of any kind, in any case. */
const KEY = /(?:^|[^a-z])(?:sk|rk|pk|ek)_/i;

/**
 * Returns the options.
 *
 * @throws {UsageError}
 */
export function readOptions(args: readonly string[]): Options {
  if (args.some((argument) => KEY.test(argument))) {
    throw new UsageError(
      "An argument holds a key. Other programs of this machine can read arguments, and shells keep them: roll the key in the Dashboard. Set STRIPE_API_KEY instead, or leave it out to be asked.",
    );
  }
  const values = parsed(args);
  const { account, "other-account": otherAccount } = values;
  if (otherAccount !== undefined && (account === undefined || otherAccount === account)) {
    throw new UsageError("--other-account must name another account than --account, which it needs.");
  }
  return {
    isDryRun: values["dry-run"] ?? false,
    isHelp: values.help ?? false,
    only: (values.only ?? []).flatMap((names) => names.split(",")).map(checkedName),
    base: values.base === undefined ? STRIPE : checkedBase(values.base),
    account: account === undefined ? undefined : checkedAccount(account, "--account"),
    otherAccount: otherAccount === undefined ? undefined : checkedAccount(otherAccount, "--other-account"),
    out: values.out ?? ".",
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        "dry-run": { type: "boolean" },
        help: { type: "boolean", short: "h" },
        only: { type: "string", multiple: true },
        base: { type: "string" },
        account: { type: "string" },
        "other-account": { type: "string" },
        out: { type: "string" },
      },
    }).values;
  } catch {
    // Node's message repeats the argument.
    throw new UsageError("An argument is not known. --help lists the options.");
  }
}

function checkedName(name: string): string {
  if (QUESTIONS.some(({ assumption }) => assumption === name)) return name;
  throw new UsageError(`--only must name an assumption: ${QUESTIONS.map(({ assumption }) => assumption).join(", ")}.`);
}

function checkedAccount(id: string, option: string): string {
  if (/^acct_\w{1,100}$/.test(id)) return id;
  throw new UsageError(`${option} must be the id of an account, such as acct_1MadeUp.`);
}
