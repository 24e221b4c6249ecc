// `setTimeout` is looked up at each call, so that fake timers that a test sets later are used.

/** Resolves after so many milliseconds. */
export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Settles as the promise does, or rejects when the promise takes longer. */
export function withTimeout<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds);
    promise.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
