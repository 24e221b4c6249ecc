// Connects a component with an entry. React 17 does not have useSyncExternalStore.

import { useEffect, useReducer, useRef } from "react";
import { entryOf, snapshotOf } from "./cache.js";
import type { Snapshot } from "./entry.js";
import type { LoadOptions } from "./load-options.js";
import type { Query } from "./query.js";

/** Returns the snapshot of a query. Loads it when the component has been mounted, unless that is not enabled, and renders the component again at each change. */
export function useQueryEntry<V>(query: Query<V>, { enabled, refetchOnFocus, refetchInterval }: LoadOptions): Snapshot<V> {
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  // Reads it while rendering, so that no render ever shows the value of another query.
  const snapshot = snapshotOf(query);
  const rendered = useLatest(snapshot);
  useEffect(() => {
    const entry = entryOf(query);
    const unsubscribe = entry.subscribe(() => render(), { enabled, refetchOnFocus, refetchInterval });
    // It may have changed between rendering and now.
    if (entry.snapshot() !== rendered.current) render();
    return unsubscribe;
  }, [query, enabled, refetchOnFocus, refetchInterval]);
  return snapshot;
}

/** Returns the value of the latest render that is on the screen. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
