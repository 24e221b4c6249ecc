// The stored format, which docs/oauth.md describes for programs in other languages: one JSON object, so that a pair is never half-written.

import type { FoundSecret } from "../index.js";
import { OAuthError, text } from "./error.js";

/** A provider's answer to a token request (RFC 6749, section 5.1). Its other fields are kept. A field that is empty or null counts as not sent. */
export interface TokenResponse {
  /** What requests are authorised with. */
  access_token: string;
  /** How: `bearer`. */
  token_type?: string | null;
  /**
   * The access token's life, in seconds, or the point in time at which it ends, in Unix seconds or milliseconds. Without it, or with 0, the token
   * counts as good until the provider refuses it.
   */
  expires_in?: number | string | null;
  /** The point in time at which the access token ends: Unix seconds, Unix milliseconds or ISO 8601. `expires_in` takes precedence. */
  expires_at?: number | string | null;
  /** What new tokens are got with. */
  refresh_token?: string | null;
  /** The refresh token's life, in seconds, as Microsoft and others call it. */
  refresh_token_expires_in?: number | string | null;
  /** The same, as Keycloak and others call it. */
  refresh_expires_in?: number | string | null;
  /** What was granted, with spaces between. */
  scope?: string | null;
  /** Whatever else the provider sent. */
  [field: string]: unknown;
}

/** Tokens as they are stored: the provider's answer, with points in time in place of lives. */
export interface Tokens {
  /** What requests are authorised with. */
  access_token: string;
  /** How: `bearer`. */
  token_type?: string;
  /** When the access token ends, in Unix seconds. */
  expires_at?: number;
  /** The access token's life, in seconds, where it is less than twice the `leeway`. */
  lifetime?: number;
  /** What new tokens are got with. */
  refresh_token?: string;
  /** When the refresh token ends, in Unix seconds. */
  refresh_token_expires_at?: number;
  /** What was granted, with spaces between. */
  scope?: string;
  /** Whatever else the provider sent. */
  [field: string]: unknown;
}

/**
 * @internal
 * Is called by a token store that is about to save tokens after a sign-in, and returns what to call when they are saved. The exchange of codes sets it, so
 * that a bundle without it has nothing of it.
 */
export const hooks: { saving?: (tokens: Tokens) => () => void } = {};

/** The version of the stored format. */
const VERSION = 1;

/** The least number that is a point in time in milliseconds: seconds come to it in the year 5138, milliseconds came to it in 1973. */
const MILLISECONDS = 1e11;

/** The least life that is taken for a point in time: it would be over 31 years. */
const POINT_IN_TIME = 1e9;

/** @internal Makes a token response of an answer that has its tokens elsewhere. */
export type TokensFrom = (answer: TokenResponse & Record<string, TokenResponse>) => TokenResponse | undefined;

/**
 * @internal
 * Reads tokens from a provider's answer that came at `now`, in Unix seconds. Also takes tokens that had been stored or had failed to be stored; those
 * stay as they are.
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
  if (!text(tokens.access_token) || (tokens.v as number) > VERSION)
    // Some providers say in this way that they refuse. Or the answer has the only copy of a refresh token.
    throw new OAuthError("unreadable_tokens", "There is no access_token.", { error }, undefined, response);
  // An empty field means that it was not sent, and so does a refresh token that cannot be sent back.
  if (Object(tokens.refresh_token) === tokens.refresh_token || typeof tokens.refresh_token === "boolean") delete tokens.refresh_token;
  for (const field in tokens) if (tokens[field] == null || tokens[field] === "") delete tokens[field];
  delete tokens.v;
  until("expires_at", "expires_in");
  until("refresh_token_expires_at", "refresh_token_expires_in");
  until("refresh_token_expires_at", "refresh_expires_in");
  return tokens;

  function until(end: string, life: string) {
    const seconds = numberOf(tokens[life]);
    delete tokens[life];
    // Some send a point in time as the life. Some send 0 for a token that does not end.
    const point = seconds > 0 ? seconds + (seconds < POINT_IN_TIME ? now : 0) : numberOf(tokens[end]);
    if (point > 0) tokens[end] = Math.floor(point);
    else delete tokens[end];
  }
}

/** Reads a number, also one that is written as a string, or a point in time, as Unix seconds. */
function numberOf(value: any): number {
  const number = isNaN(value) ? Date.parse(value) / 1000 : Number(value);
  return number < MILLISECONDS ? number : number / 1000;
}

/** @internal Merges new tokens into old ones: a provider that sends no refresh token means the old one (RFC 6749, section 6). */
export function renewed(old: Tokens, response: TokenResponse, now: number, tokensFrom?: TokensFrom): Tokens {
  const tokens = tokensOf(response, now, tokensFrom);
  // A new token has not ended yet: the two clocks differ, or the point in time was misread.
  if (tokens.expires_at! <= now) delete tokens.expires_at;
  return Object.assign({}, old, { expires_at: undefined }, tokens.refresh_token && { refresh_token_expires_at: undefined }, tokens);
}

/**
 * @internal
 * Makes the payload that keeps tokens. No number in it looks like a card number, since the provider's own numbers, such as a company's id, are none: JSON
 * allows to write a digit of a string as an escape, and a whole number with a fraction.
 */
export const payloadOf = (tokens: Tokens) =>
  JSON.stringify(Object.assign({ v: VERSION }, tokens)).replace(/"(\\.|[^"\\])*"|\d{13,}(?![\d.e])/g, (token) =>
    Number(token) ? `${token}.0` : token.replace(/\b\d(?=[\d -]{12})/g, "\\u003$&"),
  );

/** @internal Reads the tokens of a payload: of this format, or a provider's answer as it came, whose lives then begin when the secret was made. */
export function tokensIn({ payload, created }: FoundSecret): Tokens {
  let stored;
  try {
    stored = JSON.parse(payload!);
  } catch {
    // The parser's own error would repeat the payload.
  }
  return tokensOf(stored, created);
}
