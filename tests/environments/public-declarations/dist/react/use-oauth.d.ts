import { type OAuthContext, type OAuthProvider, type TokenStore } from "../oauth.js";
import { type SignInActions, type SignInState } from "./sign-in.js";
export interface UseOAuthOptions {
    oauthContext?: OAuthContext | null | undefined;
    createOAuthState: () => Promise<{
        state: string;
        challenge: string;
    }>;
}
export type UseOAuthResult = SignInState & SignInActions;
export declare function useOAuth(provider: Pick<OAuthProvider, "authorizationUrl" | "exchange">, tokens: Pick<TokenStore, "clear" | "get" | "save" | "withToken">, options?: UseOAuthOptions): UseOAuthResult;
