import { stopTimer } from "../stop-timer.js";

// Each call looks `setTimeout` up, so that it uses fake timers that a test sets later.

/** Resolves after a number of milliseconds. */
export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const enum Limit {
  /** The longest time of a timer, in milliseconds. A longer one would fire at once. */
  Timer = 2 ** 31 - 1,
}

/** Calls `late` with an error if the promise takes longer. */
export function setAlarm(milliseconds: number, promise: Promise<unknown>, late: (cause: Error) => void) {
  const timer = setTimeout(() => late(new Error(`No answer in ${milliseconds} ms`)), Math.min(milliseconds, Limit.Timer));
  const stop = () => stopTimer(timer);
  promise.then(stop, stop);
}

/** Settles like the promise, or rejects if the promise takes longer. */
export const withTimeout = <T>(milliseconds: number, promise: Promise<T>) =>
  new Promise<T>((resolve, reject) => {
    promise.then(resolve, reject);
    setAlarm(milliseconds, promise, reject);
  });
