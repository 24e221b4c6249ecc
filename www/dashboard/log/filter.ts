// Which requests are shown.

import type { RequestEntry } from "stripe-secret-store/testing";

export interface Filter {
  /** The app that asked; nothing for all. */
  readonly app: string | undefined;
  /** Only what was refused or did not arrive. */
  readonly errors: boolean;
}

export const isFailure = ({ status, fault }: RequestEntry) => status >= 400 || (fault !== null && fault !== "latency");

/** A request, and where it stands in the whole log. */
export interface Shown {
  readonly entry: RequestEntry;
  readonly index: number;
}

/** The newest first. */
export function shown(entries: readonly RequestEntry[], { app, errors }: Filter): readonly Shown[] {
  const all = entries.map((entry, index) => ({ entry, index })).reverse();
  return all.filter(({ entry }) => (app === undefined || entry.caller?.app === app) && (!errors || isFailure(entry)));
}
