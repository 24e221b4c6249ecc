import type { OAuthProviderOptions } from "stripe-secret-store/oauth";

/** An answer of a provider's token endpoint. */
export interface Answer {
  provider: string;
  /** The request: a code, a second sign-in of the same user, or a refresh. */
  to: "a code" | "a second sign-in" | "a refresh";
  status?: number;
  /** JSON, or a text. */
  body: unknown;
  /** The part that differs from RFC 6749, for the table. */
  shows: string;
  /** Is true for a refusal that is not about the refresh token: the store keeps the sign-in. */
  isKept?: true;
  options?: Partial<OAuthProviderOptions>;
  /** Where the shape stands, and the version or day of it. */
  source: [name: string, address: string];
}

export const pair = { access_token: "access-1", refresh_token: "refresh-1" };
export const next = { access_token: "access-2", refresh_token: "refresh-2" };
