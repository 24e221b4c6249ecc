// A component's part in an entry. By what React 17, 18 and 19 all have, hence without useSyncExternalStore.

import { useEffect, useReducer, useRef } from "react";
import { entryAt, shownAt } from "./cache.js";
import type { Shown } from "./entry.js";
import type { Place } from "./place.js";

/** What there is to show at a place. Asks for it when the component has been mounted, and has it rendered again at each change. */
export function useShown<V>(place: Place<V>): Shown<V> {
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  // Read while rendering, so that another place's value is never shown, not once.
  const shown = shownAt(place);
  const rendered = useLatest(shown);
  useEffect(() => {
    const entry = entryAt(place);
    const leave = entry.subscribe(() => render());
    // It may have changed between rendering and now.
    if (entry.shown() !== rendered.current) render();
    return leave;
  }, [place]);
  return shown;
}

/** The value of the latest render that is on the screen. */
export function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
