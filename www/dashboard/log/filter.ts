// Filters the requests of the log.

import type { RequestEntry } from "stripe-secret-store/testing";
import type { LoggedRequest } from "../live/stripe-answers";

export interface Filter {
  /** The id of the caller's app. Undefined for all apps. */
  readonly app: string | undefined;
  /** True to show failures only. */
  readonly failuresOnly: boolean;
}

export const isFailure = ({ status, fault }: RequestEntry) => status >= 400 || (fault !== null && fault !== "latency");

/** Holds a request and its index in the whole log. */
export interface IndexedEntry {
  readonly entry: LoggedRequest;
  readonly index: number;
}

/** Returns the matching requests, newest first. */
export function filterEntries(entries: readonly LoggedRequest[], { app, failuresOnly }: Filter): readonly IndexedEntry[] {
  const all = entries.map((entry, index) => ({ entry, index })).reverse();
  return all.filter(({ entry }) => (app === undefined || entry.caller?.app === app) && (!failuresOnly || isFailure(entry)));
}
