// Looks at the account before the first question. It writes nothing.

import { namesOf, PREFIX } from "./names";
import type { Facts, Question } from "./question";
import { isObject } from "./reply";
import { PLACES } from "./questions/scope";
import { MADE_UP_USER } from "./questions/users";
import { API_VERSION, type Clock, type Sender } from "./sender";
import { ACCOUNT, list, namesMade, WHOLE } from "./steps";

/** The pauses before the attempts to list the scope, in milliseconds. */
const PAUSES = [0, 0, 0, 1_000, 0, 0, 4_000, 0, 0];

/** The account is not as the run needs it. The message says what to do. */
export class NotReadyError extends Error {}

export interface Preflight {
  /** The questions that will be put. */
  readonly questions: readonly Question[];
  readonly account?: string | undefined;
  readonly otherAccount?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lists the account's scope, without payloads. Returns the facts of the run, and the names of secrets that an earlier run left behind.
 *
 * @throws {NotReadyError}
 */
export async function preflight(
  sender: Sender,
  clock: Clock,
  { questions, account, otherAccount, signal }: Preflight,
): Promise<{ facts: Omit<Facts, "names" | "now">; earlier: readonly string[] }> {
  const names = await listNames(sender, clock, signal);
  const taken = names.length;
  // A name comes from the service, and may hold control characters of a terminal.
  const earlier = names.filter((name) => name.startsWith(PREFIX) && /^[\w-]+$/.test(name));
  const needed = Math.max(0, ...questions.map(placesNeeded));
  if (taken + needed > PLACES) {
    const advice =
      earlier.length > 0
        ? `An earlier run left ${earlier.join(", ")} behind: delete them.`
        : "Delete secrets of test mode that you do not need, or use another sandbox.";
    const places = `${needed} free ${needed === 1 ? "place" : "places"}`;
    throw new NotReadyError(`The account's scope has ${taken} of ${PLACES} secrets, and the questions need ${places}. ${advice}`);
  }
  return { facts: { taken, account, otherAccount, otherUser: MADE_UP_USER }, earlier };
}

/** Returns the number of secrets that a question makes, besides those that only fill the scope. A request with two names makes one of them. */
function placesNeeded({ steps }: Question): number {
  const names = steps({ names: namesOf("", ""), now: 0, taken: PLACES, otherUser: MADE_UP_USER })
    .map(namesMade)
    .filter(({ length }) => length > 0);
  return Math.min(names.length, new Set(names.flat()).size);
}

async function listNames(sender: Sender, clock: Clock, signal: AbortSignal | undefined): Promise<string[]> {
  let trouble = "";
  for (const pause of PAUSES) {
    if (pause > 0) await clock.sleep(pause, signal);
    const reading = await sender.send(list([...ACCOUNT, ...WHOLE], { expects: [401, 403], mayBeEmpty: true }), signal);
    if (!("reply" in reading)) {
      trouble = reading.trouble;
      continue;
    }
    const { status, fields } = reading.reply;
    if (status !== 200)
      throw new NotReadyError(`The list of the account's scope was refused with the status ${status}. ${ADVICE[status] ?? OTHER_ADVICE}`);
    const { data } = fields;
    if (!Array.isArray(data))
      throw new NotReadyError("The list of the account's scope has no data. Is this address Stripe's, or an emulator?");
    return data.map((secret) => (isObject(secret) ? String(secret.name) : ""));
  }
  throw new NotReadyError(`The account's scope could not be listed. ${trouble} Try again later, and check --base if you gave it.`);
}

const OTHER_ADVICE = "Name the account that installed your app by --account, if the key is not its own.";
const ADVICE: Readonly<Record<number, string>> = {
  400: `Stripe may not know the API version ${API_VERSION}, or needs --account.`,
  401: "The key is not valid: take a key of test mode from the Dashboard's page of API keys.",
  403: "The key may not read secrets: check its permissions, that the app is installed, and --account.",
};
