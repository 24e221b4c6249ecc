/** Stops a timer. An environment of tests that has ended may lack `clearTimeout`, or its own may throw, and no call may fail for that. */
export function stopTimer(timer: ReturnType<typeof setTimeout> | undefined): void {
  try {
    clearTimeout(timer);
  } catch {
    // The timer fires for nothing.
  }
}
