// Each call looks `setTimeout` up, so that it uses fake timers that a test sets later.

/** Resolves after a number of milliseconds. */
export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Settles like the promise, or rejects if the promise takes longer. */
export function withTimeout<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds);
    promise.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
