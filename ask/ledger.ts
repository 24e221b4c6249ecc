// Records the secrets that a run may have made, and deletes them.

import type { Form, Step } from "./question";
import type { Reply } from "./reply";
import type { Clock, Sender } from "./sender";
import { namesMade, remove } from "./steps";

/** A secret that the run may have left behind. */
export interface Left {
  readonly name: string;
  /** `account`, or `user` with the user's id. */
  readonly scope: string;
  /** The account in `Stripe-Account`, if there was one. */
  readonly account?: string | undefined;
}

interface Entry {
  readonly name: string;
  readonly scope: Form;
  readonly account: string | null | undefined;
  /** `true` if an answer said that it was made. */
  exists: boolean;
  /** `true` while a request that makes it has no answer. The service may still carry it out. */
  isPending: boolean;
}

/** The pauses before the attempts to delete a secret, in milliseconds. A failure that was queued fails one attempt, and the next one follows at once. */
const PAUSES = [0, 0, 0, 500, 0, 0, 1_000, 0, 0, 2_000, 0, 0, 8_000, 0, 0];

/** The milliseconds until the service has carried out a request that it did not answer. */
const LATE = 2_000;

export interface Ledger {
  /** Records the secrets that a request may make. Call it before the request is sent. */
  expect(step: Step): void;
  /** Records the secrets that an earlier request has made. */
  add(step: Step): void;
  /**
   * Takes the answer to a request: the record of a refused one is removed.
   *
   * @param isSure `false` if the request was sent before without an answer. The service may still carry out the earlier one.
   */
  answered(step: Step, reply: Reply, isSure: boolean): void;
  /** Deletes the recorded secrets. Returns whether all of them are gone. */
  clear(): Promise<boolean>;
  left(): readonly Left[];
}

export function createLedger(sender: Sender, clock: Clock): Ledger {
  const entries = new Map<string, Entry>();

  /** Deletes a secret, unless it is gone already. Returns whether it is gone. */
  async function isDeleted({ name, scope, account, exists }: Entry, pauses: readonly number[]): Promise<boolean> {
    const step = remove(name, scope, account === undefined ? {} : { account });
    for (const pause of pauses) {
      if (pause > 0) await clock.sleep(pause);
      const reading = await sender.send(step);
      if (!("reply" in reading)) continue;
      const { status, error } = reading.reply;
      // A name that the service refuses here, such as one that is too long, cannot have been accepted before.
      const isRefusedName = status === 400 && !exists;
      return status === 200 || status === 404 || error?.code === "resource_missing" || isRefusedName;
    }
    return false;
  }

  async function isGone(entry: Entry, pauses: readonly number[]): Promise<boolean> {
    if (!(await isDeleted(entry, pauses))) return false;
    if (!entry.isPending) return true;
    await clock.sleep(LATE);
    entry.isPending = false;
    return isDeleted(entry, pauses);
  }

  return {
    expect(step) {
      for (const [key, entry] of made(step)) entries.set(key, { ...entry, exists: entries.get(key)?.exists ?? false });
    },
    add(step) {
      for (const [key, entry] of made(step)) entries.set(key, { ...entry, exists: true, isPending: false });
    },
    answered(step, { status }, isSure) {
      for (const [key] of made(step)) {
        const entry = entries.get(key);
        if (!entry) continue;
        entry.isPending &&= !isSure;
        entry.exists ||= status === 200;
        if (!entry.exists && !entry.isPending) entries.delete(key);
      }
    },
    async clear() {
      let pauses: readonly number[] = PAUSES;
      for (const [key, entry] of entries) {
        try {
          if (await isGone(entry, pauses)) entries.delete(key);
          // The service does not answer, so the others get one attempt each.
          else pauses = [0];
        } catch {
          // An answer was of live mode, and the sender sends nothing more. The secret stays in the record.
        }
      }
      return entries.size === 0;
    },
    left: () =>
      [...entries.values()].map(({ name, scope, account }) => ({
        name,
        scope: scope.map(([, value]) => value).join(" "),
        account: account ?? undefined,
      })),
  };
}

/** Returns the records of the secrets that a request may make, by their keys. */
function made(step: Step): [key: string, entry: Entry][] {
  const { query = [], body = [], account } = step;
  const scope = [...query, ...body].filter(([name]) => name === "scope[type]" || name === "scope[user]");
  return namesMade(step).map((name) => [JSON.stringify([name, scope, account]), { name, scope, account, exists: false, isPending: true }]);
}
