export interface TokenResponse {
    access_token: string;
    token_type?: string | null;
    expires_in?: number | string | null;
    expires_at?: number | string | null;
    refresh_token?: string | null;
    refresh_token_expires_in?: number | string | null;
    refresh_expires_in?: number | string | null;
    scope?: string | null;
    [field: string]: unknown;
}
export interface Tokens {
    access_token: string;
    token_type?: string;
    expires_at?: number;
    lifetime?: number;
    refresh_token?: string;
    refresh_token_expires_at?: number;
    scope?: string;
    [field: string]: unknown;
}
