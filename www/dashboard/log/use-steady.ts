import { useLayoutEffect, useRef, type RefObject } from "react";
import type { Shown } from "./filter";

/** Keeps in its place what somebody has scrolled to, while new lines come in above it. */
export function useSteady(list: RefObject<HTMLElement | null>, rows: readonly Shown[], height: number): void {
  const first = useRef<string>(undefined);
  useLayoutEffect(() => {
    const above = first.current === undefined ? -1 : rows.findIndex(({ entry }) => entry.requestId === first.current);
    first.current = rows[0]?.entry.requestId;
    const element = list.current;
    if (element && above > 0 && element.scrollTop > 0) element.scrollTop += above * height;
  }, [list, rows, height]);
}
