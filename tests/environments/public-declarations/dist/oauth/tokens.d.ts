/** A provider's answer to a token request (RFC 6749, section 5.1). Fields that it has beside these are kept. */
export interface TokenResponse {
    access_token: string;
    token_type?: string;
    /** The access token's life, in seconds. Without it the token counts as good until the provider refuses it. */
    expires_in?: number | string;
    refresh_token?: string;
    /** The refresh token's life, in seconds, as Microsoft and others call it. */
    refresh_token_expires_in?: number | string;
    /** Likewise, as Keycloak and others call it. */
    refresh_expires_in?: number | string;
    /** What was granted, with spaces between. */
    scope?: string;
    [field: string]: unknown;
}
/** Tokens as they are stored: the provider's answer, with points in time in place of lives. */
export interface Tokens {
    access_token: string;
    token_type?: string;
    /** When the access token ends, in Unix seconds. */
    expires_at?: number;
    refresh_token?: string;
    /** When the refresh token ends, in Unix seconds. */
    refresh_token_expires_at?: number;
    /** What was granted, with spaces between. */
    scope?: string;
    [field: string]: unknown;
}
