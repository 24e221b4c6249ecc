// Decides when a value is loaded again while components show it: on an interval, and when the user comes back to the page.

import type { LoadOptions } from "./load-options.js";
import { stopTimer } from "../stop-timer.js";
import { startTimer } from "./timer.js";

export interface Polling {
  /** Sets what the components ask for. */
  update(wanted: readonly LoadOptions[]): void;
  /** Begins the interval again, since the value has just been loaded or written. */
  restart(): void;
}

/** Returns whether a browser reports that the user cannot see the page. Other runtimes may have no document. */
const isHidden = () => globalThis.document?.visibilityState === "hidden";

/** Calls `load` when it is time. */
export function createPolling(load: () => void): Polling {
  let interval = Infinity;
  let wantsFocus = false;
  let isListening = false;
  let last = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule() {
    stopTimer(timer);
    // The clock may have been set back.
    const left = Math.min(interval, last + interval - Date.now());
    if (interval < Infinity && !isHidden()) timer = startTimer(load, Math.max(0, left));
  }

  /** Handles both events. A page that comes back may send the two, but the second one finds a request under way. */
  function onChange() {
    schedule();
    if (wantsFocus && !isHidden()) load();
  }

  function listen(action: "addEventListener" | "removeEventListener") {
    globalThis[action]?.("focus", onChange);
    globalThis.document?.[action]("visibilitychange", onChange);
  }

  return {
    update(wanted) {
      interval = Math.min(...wanted.map(({ refetchInterval }) => refetchInterval || Infinity));
      wantsFocus = wanted.some(({ refetchOnFocus }) => refetchOnFocus);
      const isListener = wantsFocus || interval < Infinity;
      if (isListener !== isListening) listen(isListener ? "addEventListener" : "removeEventListener");
      isListening = isListener;
      schedule();
    },
    restart() {
      last = Date.now();
      schedule();
    },
  };
}
