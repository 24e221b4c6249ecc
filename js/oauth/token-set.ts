/** A provider's answer to a token request (RFC 6749, section 5.1). A field that is empty, blank or null counts as not sent. Other fields are kept. */
export interface TokenResponse {
  /** The token that authorises requests. */
  access_token: string;
  /** The token's type: `bearer`. */
  token_type?: string | null;
  /**
   * The access token's lifetime in seconds, or the time when it ends in Unix seconds or milliseconds. Without it, or with 0, the token
   * counts as good until the provider refuses it.
   */
  expires_in?: number | string | null;
  /** The time when the access token expires: Unix seconds, Unix milliseconds or ISO 8601. `expires_in` takes precedence. */
  expires_at?: number | string | null;
  /** The token that gets new tokens. */
  refresh_token?: string | null;
  /** The refresh token's lifetime, in seconds. Microsoft and others use this name. */
  refresh_token_expires_in?: number | string | null;
  /** The refresh token's lifetime, in seconds. Keycloak and others use this name. */
  refresh_expires_in?: number | string | null;
  /** The granted permissions, with spaces between. */
  scope?: string | null;
  /** Any other field that the provider sent. */
  [field: string]: unknown;
}

/** Stored tokens: the provider's answer, with points in time in place of lifetimes. */
export interface Tokens {
  /** The token that authorises requests. */
  access_token: string;
  /** The token's type: `bearer`. */
  token_type?: string;
  /** The time when the access token expires, in Unix seconds. */
  expires_at?: number;
  /** The access token's lifetime, in seconds, if it is less than twice the `leeway`. */
  lifetime?: number;
  /** The token that gets new tokens. */
  refresh_token?: string;
  /** The time when the refresh token expires, in Unix seconds. */
  refresh_token_expires_at?: number;
  /** The granted permissions, with spaces between. */
  scope?: string;
  /** Any other field that the provider sent. */
  [field: string]: unknown;
}

/** @internal Converts an answer that has its tokens elsewhere. */
export type TokensFrom = (answer: TokenResponse & Record<string, TokenResponse>) => TokenResponse | undefined;
