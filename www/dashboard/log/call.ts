// The same call again: what its texts for curl and for the libraries are made of.

import type { EmulatorKey, RequestEntry } from "stripe-secret-store/testing";
import { HIDDEN } from "./parameters";

/** Where the emulator is, and the keys of its world. */
export interface Surroundings {
  /** `http://127.0.0.1:12111`, say. */
  readonly url: string;
  readonly keys: readonly EmulatorKey[];
}

export type Operation = "create" | "find" | "list" | "delete";

/** Which of the four it is; nothing for another route. */
export function operationOf({ method, path }: Pick<RequestEntry, "method" | "path">): Operation | undefined {
  const rest = path.startsWith("/v1/apps/secrets") ? path.slice("/v1/apps/secrets".length) : undefined;
  if (method === "POST") return rest === "" ? "create" : rest === "/delete" ? "delete" : undefined;
  if (method === "GET") return rest === "" ? "list" : rest === "/find" ? "find" : undefined;
  return undefined;
}

/** A key of who asked. Nothing where nobody could be told: the key was missing or wrong. */
export function keyOf({ who }: Pick<RequestEntry, "who">, keys: readonly EmulatorKey[]): string | undefined {
  if (who === null) return undefined;
  return keys.find((key) => key.app === who.app && (key.user ?? null) === (who.user ?? null) && key.livemode === who.livemode)?.key;
}

/** The account, where the request named it. */
export function accountOf({ headers }: Pick<RequestEntry, "headers">): string | undefined {
  const account = headers["stripe-account"];
  return account === HIDDEN ? undefined : account;
}
