// The stored format is one JSON object, so that a token set is never half-written. docs/oauth.md describes it for programs in other languages.

import type { FoundSecret } from "../index.js";
import { OAuthError, text } from "./error.js";
import type { TokenResponse, Tokens, TokensFrom } from "./token-set.js";

/**
 * @internal
 * Holds a function that a token store calls before it saves tokens of a sign-in. The function marks tokens of a code. It returns whether a store has tried to save
 * them before, and what to call after they are saved. The exchange of codes sets it, so that a bundle without the exchange has none of its code.
 */
export const hooks: { saving?: (tokens: Tokens) => { isTried: boolean | undefined; saved(): void } | undefined } = {};

const enum Format {
  /** The version of the stored format. */
  Version = 1,
  /** The least number that counts as a time in milliseconds. As seconds it is the year 5138, as milliseconds the year 1973. */
  Milliseconds = 1e11,
  /** The least lifetime that counts as a point in time: as a lifetime it would be over 31 years. */
  PointInTime = 1e9,
}

/**
 * @internal
 * Reads tokens from a provider's answer that came at `now`, in Unix seconds. It also accepts stored tokens, and tokens that could not be stored. Those
 * do not change.
 */
export function tokensOf(response: TokenResponse | Tokens, now: number, tokensFrom?: TokensFrom): Tokens {
  let tokens = Object.assign({}, response) as Tokens;
  const { error } = tokens;
  if (tokensFrom && !tokens.access_token)
    try {
      tokens = Object.assign({}, tokensFrom(response as never)) as Tokens;
    } catch {
      // The answer is a refusal, or of another shape: the error has it.
    }
  // An empty field counts as not sent. Some servers write a value that is missing as a word.
  for (const field in tokens) if (tokens[field] == null || /^(null|undefined|\s*)$/.test(text(tokens[field]) ?? "-")) delete tokens[field];
  if (!text(tokens.access_token))
    // Some providers refuse in this way. The error holds the answer, which may have the only copy of a refresh token.
    throw new OAuthError(
      "unreadable_tokens",
      "The payload or answer has no access_token. Check whether other code uses the secret's name, or pass tokensFrom.",
      { error },
      undefined,
      response,
    );
  // A refresh token that cannot be sent back counts as not sent, too.
  if (!/^[sn]/.test(typeof tokens.refresh_token)) delete tokens.refresh_token;
  delete tokens.v;
  // Zoho's `expires_in` was in milliseconds, with the seconds in another field. Keycloak's name for a refresh token's lifetime is shorter.
  until("expires_at", "expires_in_sec", "expires_in");
  until("refresh_token_expires_at", "refresh_token_expires_in", "refresh_expires_in");
  return tokens;

  function until(end: string, lifetime: string, other: string) {
    const seconds = numberOf(tokens[lifetime]) || numberOf(tokens[other]);
    delete tokens[lifetime];
    delete tokens[other];
    // Some providers send a point in time as the lifetime. Some send 0 for a token that does not expire.
    const point = seconds > 0 ? seconds + (seconds < Format.PointInTime ? now : 0) : numberOf(tokens[end]);
    if (point > 0) tokens[end] = Math.floor(point);
    else delete tokens[end];
  }
}

/** Reads a number, a number in a string such as "3600" or "3600s", or an ISO time as Unix seconds. Returns 0 for anything else, since minifiers may turn comparisons with NaN around. */
function numberOf(value: unknown): number {
  const words = `${JSON.stringify(value)}`.replace(/"|s"$/g, "");
  // A time without a zone is UTC. `Date.parse` would take it for local time.
  const number = isNaN(words as never) ? Date.parse(words.replace(/^([\d-]+)[T ]([\d:.]+)$/, "$1T$2Z")) / 1000 : Number(words);
  return (number < Format.Milliseconds ? number : number / 1000) || 0;
}

/** @internal Merges new tokens into old ones. Without a new refresh token the old one stays (RFC 6749, section 6). */
export function renewed(old: Tokens, response: TokenResponse, now: number, tokensFrom?: TokensFrom): Tokens {
  const tokens = tokensOf(response, now, tokensFrom);
  // A new token cannot have expired yet: the two clocks differ, or the point in time was misread.
  if (tokens.expires_at! <= now) delete tokens.expires_at;
  return Object.assign({}, old, { expires_at: undefined }, tokens.refresh_token && { refresh_token_expires_at: undefined }, tokens);
}

/**
 * @internal
 * Encodes tokens as a payload. No number in it looks like a card number, so that the check for card numbers does not refuse a provider's own numbers, such as
 * a company's id. JSON allows an escape for a digit of a string, and a fraction for a whole number.
 */
export const payloadOf = (tokens: Tokens) =>
  JSON.stringify(Object.assign({ v: Format.Version }, tokens)).replace(/"[^"\\]*(\\.[^"\\]*)*"|\d[\d.]{12,}/g, (token) =>
    token[0] === '"' ? token.replace(/\b\d(?=[\d -]{12})/g, "\\u003$&") : token.includes(".") ? token : `${token}.0`,
  );

/**
 * @internal
 * Reads the tokens of a payload. It may also be a provider's unchanged answer: its lifetimes begin when the secret was made. A payload of `null` means signed
 * out, since Stripe's own example stores it.
 */
export function tokensIn({ payload, created }: FoundSecret): Tokens | null {
  let stored;
  try {
    stored = JSON.parse(payload);
  } catch {
    // The parser's own error would repeat the payload.
  }
  // A later version may mean something else by each field. A provider may have a field `v` of its own, which is not a number.
  // Zero for what is not a number, since some minifiers turn a comparison around.
  if ((+Object(stored).v || 0) > Format.Version)
    throw new OAuthError("unreadable_tokens", "A later version of this package wrote the tokens. Update the package.");
  return stored === null ? stored : tokensOf(stored, created);
}
