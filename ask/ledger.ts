// Records the secrets that a run may have made, and deletes them.

import type { Form, Step } from "./question";
import type { Reply } from "./reply";
import { LiveModeError, type Clock, type Sender } from "./sender";
import { remove } from "./steps";

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

/** The number of attempts to delete a secret. */
const ATTEMPTS = 8;

/** The first and the longest pause between two attempts, in milliseconds. */
const [PAUSE, LONGEST_PAUSE] = [500, 8_000];

/** The milliseconds until the service has carried out a request that it did not answer. */
const LATE = 2_000;

export interface Ledger {
  /** Records the secrets that a request may make. Call it before the request is sent. */
  expect(step: Step): void;
  /** Records the secrets that an earlier request has made. */
  add(step: Step): void;
  /** Removes the records of a request that was refused. */
  answered(step: Step, reply: Reply): void;
  /** Deletes the recorded secrets. Returns whether all of them are gone. */
  clear(): Promise<boolean>;
  left(): readonly Left[];
}

export function createLedger(sender: Sender, clock: Clock): Ledger {
  const entries = new Map<string, Entry>();

  async function isGone(entry: Entry): Promise<boolean> {
    const { name, scope, account } = entry;
    const step = remove(name, scope, account === undefined ? {} : { account });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await clock.sleep(Math.min(PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE));
      const reading = await sender.send(step);
      if (!("reply" in reading)) continue;
      const isMissing = reading.reply.error?.code === "resource_missing" || reading.reply.status === 404;
      if (reading.reply.status !== 200 && !isMissing) return false;
      if (!entry.isPending) return true;
      entry.isPending = false;
      await clock.sleep(LATE);
    }
    return false;
  }

  return {
    expect(step) {
      for (const [key, entry] of made(step)) entries.set(key, { ...entry, exists: entries.get(key)?.exists ?? false });
    },
    add(step) {
      for (const [key, entry] of made(step)) entries.set(key, { ...entry, exists: true, isPending: false });
    },
    answered(step, { status }) {
      for (const [key] of made(step)) {
        const entry = entries.get(key);
        if (!entry) continue;
        entry.isPending = false;
        entry.exists ||= status === 200;
        if (!entry.exists) entries.delete(key);
      }
    },
    async clear() {
      for (const [key, entry] of entries) {
        try {
          if (await isGone(entry)) entries.delete(key);
        } catch (error) {
          if (error instanceof LiveModeError) return false;
          throw error;
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

/** Returns the secrets that a request may make, by the keys of their records. */
function made({ method, route, query = [], body = [], account }: Step): [key: string, entry: Entry][] {
  if (method !== "POST" || route !== "") return [];
  const form = [...query, ...body];
  const scope = form.filter(([name]) => name === "scope[type]" || name === "scope[user]");
  const names = form.filter(([name, value]) => name === "name" && value !== "").map(([, name]) => name);
  return names.map((name) => [JSON.stringify([name, scope, account]), { name, scope, account, exists: false, isPending: true }]);
}
