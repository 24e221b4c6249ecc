import { useLayoutEffect, useRef, type RefObject } from "react";
import type { IndexedEntry } from "./filter";

/** Keeps the scroll position on the same row while new rows arrive above it. */
export function useScrollAnchor(list: RefObject<HTMLElement | null>, rows: readonly IndexedEntry[], height: number): void {
  const first = useRef<string>(undefined);
  useLayoutEffect(() => {
    const above = first.current === undefined ? -1 : rows.findIndex(({ entry }) => entry.requestId === first.current);
    first.current = rows[0]?.entry.requestId;
    const element = list.current;
    if (element && above > 0 && element.scrollTop > 0) element.scrollTop += above * height;
  }, [list, rows, height]);
}
