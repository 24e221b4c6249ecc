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
