// What is stored, which docs/oauth.md describes for programs in other languages: one JSON object, so that a pair is never half-written.

import type { FoundSecret } from "../index.js";
import { OAuthError, text } from "./error.js";

/** A provider's answer to a token request (RFC 6749, section 5.1). Fields that it has beside these are kept. */
export interface TokenResponse {
  /** What requests are authorised with. */
  access_token: string;
  /** How: `bearer`. */
  token_type?: string;
  /** The access token's life, in seconds. Without it the token counts as good until the provider refuses it. */
  expires_in?: number | string;
  /** What new tokens are got with. */
  refresh_token?: string;
  /** The refresh token's life, in seconds, as Microsoft and others call it. */
  refresh_token_expires_in?: number | string;
  /** Likewise, as Keycloak and others call it. */
  refresh_expires_in?: number | string;
  /** What was granted, with spaces between. */
  scope?: string;
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
  /** What new tokens are got with. */
  refresh_token?: string;
  /** When the refresh token ends, in Unix seconds. */
  refresh_token_expires_at?: number;
  /** What was granted, with spaces between. */
  scope?: string;
  /** Whatever else the provider sent. */
  [field: string]: unknown;
}

/** @internal Providers' answers that were saved after a sign-in: each is to be saved once. */
export const saved = /* @__PURE__ */ new WeakSet<object>();

/** The version of the stored format. */
const VERSION = 1;

/**
 * @internal
 * Tokens of a provider's answer that came at `now`, in Unix seconds. Tokens that had been read or refused by the Secret Store are taken as well, and
 * stay as they are.
 */
export function tokensOf(response: TokenResponse | Tokens, now: number): Tokens {
  const tokens = Object.assign({}, response) as Tokens;
  if (!text(tokens.access_token) || (tokens.v as number) > VERSION)
    // Some providers say in this way that they refuse.
    throw new OAuthError("unreadable_tokens", "No access_token, or of a later version.", {
      error: tokens.error,
    });
  delete tokens.v;
  until("expires_at", "expires_in");
  until("refresh_token_expires_at", "refresh_token_expires_in");
  until("refresh_token_expires_at", "refresh_expires_in");
  return tokens;

  function until(end: string, life: string) {
    // Some providers write the number as a string.
    const seconds = parseFloat(tokens[life] as string);
    delete tokens[life];
    if (seconds >= 0) tokens[end] = Math.floor(now + seconds);
    else if (typeof tokens[end] !== "number") delete tokens[end];
  }
}

/** @internal New tokens in place of old ones: a provider that sends no refresh token means the old one (RFC 6749, section 6). */
export function renewed(old: Tokens, response: TokenResponse, now: number): Tokens {
  const tokens = tokensOf(response, now);
  return Object.assign({}, old, { expires_at: undefined }, tokens.refresh_token && { refresh_token_expires_at: undefined }, tokens);
}

/** @internal The payload that keeps tokens. */
export const payloadOf = (tokens: Tokens) => JSON.stringify(Object.assign({ v: VERSION }, tokens));

/** @internal The tokens of a payload: of this format, or a provider's answer as it came, whose lives then begin when the secret was made. */
export function tokensIn({ payload, created }: FoundSecret): Tokens {
  let stored;
  try {
    stored = JSON.parse(payload!);
  } catch {
    // The parser's own error would repeat the payload.
  }
  return tokensOf(stored, created);
}
