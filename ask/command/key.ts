// Checks a key before it is used. No message repeats a part of a key.

/** Says what to do. Its message holds no part of a key. */
export class UsageError extends Error {}

const HOW = "Take a secret or restricted key of test mode: it begins with sk_test_ or rk_test_.";

/**
 * Returns the key if it is of test mode.
 *
 * @param where The place that the key comes from.
 * @throws {UsageError} for a live key, and for a key whose mode cannot be recognised
 */
export function checkedKey(key: string, where: string): string {
  if (/^[sr]k_test_\w{1,250}$/.test(key)) return key;
  throw new UsageError(`${problem(key, where)} ${HOW}`);
}

function problem(key: string, where: string): string {
  if (key === "") return `${where} is empty.`;
  if (/live/i.test(key)) return `${where} is a key of live mode, which is refused.`;
  if (/\s/.test(key)) return `${where} has a space or a line break.`;
  if (/^pk_/i.test(key)) return `${where} is a publishable key.`;
  if (/^[sr]k_test_/i.test(key)) return `${where} is not written as a key of test mode.`;
  return `${where} does not say its mode, so it is refused.`;
}

/**
 * Returns a publishable key if it is of test mode.
 *
 * @throws {UsageError} for any other text
 */
export function checkedPublishableKey(key: string, where: string): string {
  if (/^pk_test_\w{1,250}$/.test(key)) return key;
  throw new UsageError(`${where} must be a publishable key of test mode, which begins with pk_test_.`);
}
