/** The longest time of a timer, in milliseconds. A longer one would fire at once. */
export const LONGEST_TIMER = 2_147_483_647;

/** Starts a timer that keeps no program alive. In Node, another one would keep a test run alive until it fires. */
export function startTimer(act: () => void, milliseconds: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(act, milliseconds);
  (timer as { unref?(): void }).unref?.();
  return timer;
}
