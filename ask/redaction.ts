// Removes what a report may not hold: keys, ids of accounts, users, secrets and requests, and the words of a message that are not Stripe's own.

/** The longest text of a report. */
const LONGEST = 300;

const HIDDEN = "…";

/** Returns a function that removes these texts, and everything that looks like a key or an id. */
export function redactor(secrets: readonly (string | undefined)[]): (text: string) => string {
  const known = secrets.filter((secret): secret is string => secret !== undefined && secret.length >= 4);
  return (text) => {
    const without = known.reduce((rest, secret) => rest.split(secret).join(HIDDEN), text);
    return without.replace(/\b(?:(?:sk|rk|pk|ek)_(?:org_)?(?:test|live)_|(?:acct|appsecret|usr|req|absec|whsec)_)\w*/g, HIDDEN);
  };
}

/** Applies a function to every text of a JSON value. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [change(name), mapTexts(each, change)]));
}

/**
 * Returns the shape of an error's message: its words, without quoted texts, addresses, numbers, and words with digits or of other alphabets. So the shape cannot
 * hold a payload, a name or an id that the service repeats.
 */
export function messageShape(message: string): string {
  return message
    .replaceAll("`", "'")
    .replace(/https?:\/\/\S+/g, HIDDEN)
    .replace(/(["'“‘]).*?(["'”’])(?=\W|$)/g, `$1${HIDDEN}$2`)
    .split(/(\s+)/)
    .map((word) => (/^[\s(]*[A-Za-z][A-Za-z'’_[\]-]{0,30}[)\].,:;!?]*$/.test(word) || /^\s*$/.test(word) ? word : HIDDEN))
    .join("")
    .slice(0, LONGEST);
}

/** Returns the name of a type, code, parameter or field if the text has the form of one. */
export function identifier(text: string): string {
  return /^[a-z][a-z0-9_]{0,50}(\[[a-z_]{0,30}\])?$/.test(text) ? text : HIDDEN;
}
