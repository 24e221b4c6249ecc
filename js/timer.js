// One timer for all that wait. One of a call's own, set and cleared, takes Chromium longer than the rest of the call: 1 to 4 microseconds (November 2026).

// In pages alone. Timers that somebody has put in the place of a page's are not shared: they may be taken away, with all that wait for them. Nor are those
// of servers, which are fast, and may belong to one request or keep the process.
const native = globalThis.document && /native code/.test(setTimeout) && setTimeout;

/** What waits, and until when by the page's clock, which nobody sets. */
const waiting = new Map();

let timer;
/** When it fires. It is not cleared when nobody waits any more. */
let fires = Infinity;

/** Calls `end` after so many milliseconds; what this returns is for `cancel`. */
export function after(milliseconds, end) {
  if (setTimeout !== native) return setTimeout(end, milliseconds);
  const due = performance.now() + milliseconds;
  waiting.set(end, due);
  arm(due);
}

/** Has `end` not be called any more. */
export function cancel(end, own) {
  if (!waiting.delete(end)) clearTimeout(own);
}

function arm(due) {
  if (due >= fires) return;
  clearTimeout(timer);
  fires = due;
  timer = native(fire, due - performance.now());
}

function fire() {
  const now = performance.now();
  fires = Infinity;
  waiting.forEach((due, end) => (due > now ? arm(due) : end()));
}
