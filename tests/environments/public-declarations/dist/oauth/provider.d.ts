import type { TokenResponse, Tokens } from "./token-set.js";
import type { TokenStore } from "./token-store-interface.js";
export interface OAuthContext {
    code?: string;
    error?: string;
    verifier?: string;
}
export type OAuthParams = Record<string, string | readonly string[]>;
export type Fetch = typeof globalThis extends Record<"fetch", infer Declared> ? Declared : FetchLike;
export type FetchLike = (url: string, request: {
    method: string;
    headers: Record<string, string>;
    body: unknown;
}) => Promise<FetchResponse>;
export interface FetchResponse {
    readonly ok: boolean;
    readonly status: number;
    readonly headers: FetchHeaders;
    readonly text: () => Promise<string>;
}
export interface FetchHeaders {
    readonly get: (name: string) => string | null;
}
export interface OAuthProviderOptions {
    authorizationEndpoint: string;
    tokenEndpoint: string;
    clientId: string;
    clientSecret?: string;
    clientAuthentication?: "none" | "basic" | "post";
    encoding?: "form" | "json";
    redirectUri: string;
    scope?: string;
    authorizationParams?: OAuthParams;
    tokenParams?: OAuthParams;
    exchangeParams?: OAuthParams;
    refreshParams?: OAuthParams;
    tokensFrom?(answer: TokenResponse & Record<string, TokenResponse>): TokenResponse | undefined;
    keepRefreshToken?: boolean;
    fetch?: Fetch;
}
export interface OAuthProvider {
    authorizationUrl(options: {
        state: string;
        challenge: string;
    }): string;
    exchange(oauthContext: OAuthContext | null | undefined, tokens?: Pick<TokenStore, "get">): Promise<TokenResponse | null>;
    refresh(tokens: Tokens): Promise<TokenResponse>;
}
export interface DashboardApp {
    appId: string;
    mode: "live" | "test";
}
export declare function createOAuthProvider(options: OAuthProviderOptions): OAuthProvider;
export declare const dashboardRedirectUri: ({ appId, mode }: DashboardApp) => string;
