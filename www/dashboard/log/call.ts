// The same call again: what its texts for curl and for the libraries are made of.

import type { EmulatorKey, RequestEntry } from "stripe-secret-store/testing";
import { HIDDEN } from "./parameters";

/** Where the emulator is, and the keys of its world. */
export interface Surroundings {
  /** `http://127.0.0.1:12111`, say. */
  readonly url: string;
  readonly keys: readonly EmulatorKey[];
}

/** A key of who asked. Nothing where nobody could be told: the key was missing or wrong. */
export function keyOf({ caller }: Pick<RequestEntry, "caller">, keys: readonly EmulatorKey[]): string | undefined {
  if (caller === null) return undefined;
  return keys.find((key) => key.app === caller.app && (key.user ?? null) === (caller.user ?? null) && key.livemode === caller.livemode)
    ?.key;
}

/** The account, where the request named it. */
export function accountOf({ headers }: Pick<RequestEntry, "headers">): string | undefined {
  const account = headers["stripe-account"];
  return account === HIDDEN ? undefined : account;
}
