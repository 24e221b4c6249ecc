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
