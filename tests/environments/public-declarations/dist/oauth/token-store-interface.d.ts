import type { Scope } from "../index.js";
import type { OAuthError } from "./error.js";
import type { Lease } from "./lease.js";
import type { TokenClient, TokenFormat } from "./token-client.js";
import type { TokenResponse, Tokens } from "./token-set.js";
export interface TokenStoreOptions {
    client: TokenClient;
    name: string;
    scope?: Scope;
    format?: TokenFormat;
    refresh(tokens: Tokens): Promise<TokenResponse>;
    tokensFrom?(answer: TokenResponse & Record<string, TokenResponse>): TokenResponse | undefined;
    omit?: readonly string[];
    isSignedOut?(error: OAuthError): boolean | undefined;
    onNotStored?(error: OAuthError): void;
    onSlowClock?(seconds: number): void;
    leeway?: number;
    refreshOn?: readonly number[];
    timeout?: number;
    conflictWait?: number;
    lease?: Lease;
    clock?: () => number;
}
export interface TokenStore {
    save(response: TokenResponse | Tokens): Promise<Tokens>;
    get(): Promise<Tokens | null>;
    getAccessToken(): Promise<string>;
    withToken<T>(call: (accessToken: string) => Promise<T>): Promise<T>;
    clear(): Promise<void>;
}
