// Finds the key and the account that a snippet needs to repeat a call.

import type { EmulatorKey, RequestEntry } from "stripe-secret-store/testing";
import { HIDDEN } from "./parameters";

/** Holds the emulator's address and its world's keys. */
export interface SnippetContext {
  /** For example `http://127.0.0.1:12111`. */
  readonly url: string;
  readonly keys: readonly EmulatorKey[];
}

/** Returns a key of the caller, or undefined for an unknown caller. */
export function keyOf({ caller }: Pick<RequestEntry, "caller">, keys: readonly EmulatorKey[]): string | undefined {
  if (caller === null) return undefined;
  return keys.find(
    (key) =>
      key.app === caller.app &&
      (key.user ?? null) === (caller.user ?? null) &&
      key.livemode === caller.livemode &&
      (key.account ?? caller.account) === caller.account,
  )?.key;
}

/** Returns the account that the request named. */
export function accountOf({ headers }: Pick<RequestEntry, "headers">): string | undefined {
  const account = headers["stripe-account"];
  return account === HIDDEN ? undefined : account;
}
