// Makes the names of a run's secrets. Each has the prefix of the run, which is random, so a run never meets a secret that it did not make.

/** The beginning of all names. */
export const PREFIX = "ask-stripe";

const CODE_BYTES = 6;

/** The names of the secrets that one question may make. */
export interface Names {
  /** The beginning of all of them. */
  readonly prefix: string;
  /** Returns a name. Each suffix gives another one. */
  of(suffix: string): string;
}

/** Returns a new code for a run: 12 random hexadecimal digits, and two that check them. */
export function runCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(CODE_BYTES));
  const digits = hex(bytes);
  return digits + checkDigits(digits);
}

/** Returns whether a text is the code of a run. A mistyped code is not. */
export function isRunCode(text: string): boolean {
  const digits = text.slice(0, 2 * CODE_BYTES);
  return /^[0-9a-f]{14}$/.test(text) && text === digits + checkDigits(digits);
}

/** Returns the beginning of all names of a run. */
export const prefixOf = (code: string): string => `${PREFIX}-${code}-`;

/** Returns the names of one question. */
export function namesOf(code: string, question: string): Names {
  const prefix = `${prefixOf(code)}${question}`;
  return { prefix, of: (suffix) => `${prefix}-${suffix}` };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns two digits that differ if one digit is wrong or two neighbours are swapped. */
function checkDigits(digits: string): string {
  const sum = [...digits].reduce((sum, digit, index) => sum + (index + 1) * parseInt(digit, 16), 0);
  return (sum % 251).toString(16).padStart(2, "0");
}
