// Each call looks `setTimeout` up, so that it uses fake timers that a test sets later.

/** Resolves after a number of milliseconds. */
export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** The longest time of a timer, in milliseconds. A longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** Settles like the promise, or rejects if the promise takes longer. */
export function withTimeout<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), Math.min(milliseconds, LONGEST));
    promise.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
